import { expect } from 'chai';
import { readTyped } from '../../../plugin/completion/typed.ts';

describe('plugin/completion/typed.ts', () => {
  const flags = { namespace: { alias: 'n', type: 'string' }, all: { alias: 'A', type: 'boolean' }, wait: { type: 'string', completes: ['', 'ended'] } } as const;
  const read = (text: string) => {
    const { words, values, open, isFlag } = readTyped(text.split(' '), flags);
    return { words, values, open: open?.value, isFlag };
  };
  const cases: [typed: string, expected: object][] = [
    ['', { words: [], values: {}, open: undefined, isFlag: false }],
    ['status po', { words: ['status'], values: {}, open: undefined, isFlag: false }],
    ['-n test status ', { words: ['status'], values: { namespace: 'test' }, open: undefined, isFlag: false }],
    ['status --namespace=test -A ', { words: ['status'], values: { namespace: 'test' }, open: undefined, isFlag: false }],
    ['status -n te', { words: ['status'], values: {}, open: 'te', isFlag: false }],
    ['status -An te', { words: ['status'], values: {}, open: 'te', isFlag: false }],
    ['status --namespace=te', { words: ['status'], values: {}, open: 'te', isFlag: false }],
    ['status --na', { words: ['status'], values: {}, open: undefined, isFlag: true }],
    ['status --wait po', { words: ['status'], values: {}, open: undefined, isFlag: false }],
    ['status --wait=e', { words: ['status'], values: {}, open: 'e', isFlag: false }],
    ['status --unknown po', { words: ['status'], values: {}, open: undefined, isFlag: false }],
    ['status -- -n', { words: ['status'], values: {}, open: undefined, isFlag: false }],
  ];
  for (const [typed, expected] of cases) {
    it(`reads "${typed}"`, () => {
      expect(read(typed)).to.deep.equal(expected);
    });
  }
});
