import { expect } from 'chai';
import { arrange } from '../../../../../shared/simulator/patches/strategic-merge/arrange.ts';

const letters = (items: string, wanted: string, onServer: string) => arrange([...items], [...wanted], [...onServer], (item) => item).join('');

describe('shared/simulator/patches/strategic-merge/arrange.ts', () => {
  const cases = [
    { items: 'abc', wanted: '', onServer: 'cab', arranged: 'cab' },
    { items: 'abc', wanted: 'cba', onServer: 'abc', arranged: 'cba' },
    { items: 'abx', wanted: 'x', onServer: 'ab', arranged: 'xab' },
    { items: 'abc', wanted: 'c', onServer: 'abc', arranged: 'abc' },
    { items: 'abcd', wanted: 'da', onServer: 'abcd', arranged: 'bcda' },
    { items: 'abcx', wanted: 'bx', onServer: 'abc', arranged: 'abxc' },
  ];
  for (const { items, wanted, onServer, arranged } of cases) {
    it(`puts ${items} as ${arranged} where ${wanted || 'nothing'} is wanted and the server has ${onServer}`, () => {
      expect(letters(items, wanted, onServer)).to.equal(arranged);
    });
  }
});
