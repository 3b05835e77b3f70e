import { expect } from 'chai';
import { findAll, printed } from '../../../../plugin/view/json-path/find-all.ts';

describe('plugin/view/json-path/find-all.ts', () => {
  const list = { items: [{ name: 'a', phase: 'Failed', weight: 30 }, { name: 'b', phase: 'Progressing' }, { name: 'c' }] };
  const cases: [path: string, expected: unknown[]][] = [
    ['.items[*].name', ['a', 'b', 'c']],
    ['.items[*][\'name\', \'phase\']', ['a', 'b', 'c', 'Failed', 'Progressing']],
    ['.items[?(@.phase=="Failed")].name', ['a']],
    ['.items[?(@.phase!="Failed")].name', ['b']],
    ['.items[?(@.weight>20)].name', ['a']],
    ['.items[-1:].name', ['c']],
    ['.items[7].name', []],
    ['.nothing.here', []],
    ['..weight', [30]],
  ];
  for (const [path, expected] of cases) {
    it(`finds ${JSON.stringify(expected)} at ${path}`, () => {
      expect(findAll(path)(list)).to.deep.equal(expected);
    });
  }

  it('says in one line what cannot be compared', () => {
    expect(() => findAll('.items[?(@.a[*]=="x")]')).to.throw(/^the path .* cannot be read: non-singular query is not comparable$/).with.property('outcome', 'usage');
  });

  it('prints texts as they are, and objects as JSON', () => {
    expect(['a', 1, true, null, { a: [1] }].map(printed)).to.deep.equal(['a', '1', 'true', 'null', '{"a":[1]}']);
  });
});
