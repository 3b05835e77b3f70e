import { expect } from 'chai';
import { separateFlags } from '../../plugin/separate-flags.ts';

describe('plugin/separate-flags.ts', () => {
  const flags = { output: { alias: 'o', type: 'string' }, all: { alias: 'A', type: 'boolean' }, plain: { type: 'boolean' } } as const;
  const cases: [typed: string, expected: string][] = [
    ['list -ojson', 'list -o json'],
    ['list -Aowide', 'list -A -o wide'],
    ['list -ojsonpath={.a}', 'list -o jsonpath={.a}'],
    ['list -o=json', 'list -o=json'],
    ['list -Ao=json', 'list -A -o json'],
    ['list -o json -A --plain', 'list -o json -A --plain'],
    ['list -xyz', 'list -xyz'],
    ['list -- -ojson', 'list -- -ojson'],
  ];
  for (const [typed, expected] of cases) {
    it(`reads ${typed} as ${expected}`, () => {
      expect(separateFlags(typed.split(' '), flags).join(' ')).to.equal(expected);
    });
  }
});
