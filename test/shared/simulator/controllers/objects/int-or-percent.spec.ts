import { expect } from 'chai';
import { amountOf } from '../../../../../shared/simulator/controllers/objects/int-or-percent.ts';

describe('shared/simulator/controllers/objects/int-or-percent.ts', () => {
  const cases: [number | string, number, 'up' | 'down', number][] = [
    [3, 10, 'up', 3],
    ['25%', 10, 'up', 3],
    ['25%', 10, 'down', 2],
    ['0%', 10, 'up', 0],
    ['100%', 7, 'down', 7],
    ['29%', 100, 'down', 29],
    ['1%', 1, 'up', 1],
  ];
  for (const [value, whole, rounding, amount] of cases) {
    it(`takes ${value} of ${whole}, rounded ${rounding}, for ${amount}`, () => {
      expect(amountOf(value, whole, rounding)).to.equal(amount);
    });
  }

  it('refuses what is neither a number nor a percentage', () => {
    expect(() => amountOf('a quarter', 4, 'up')).to.throw('"a quarter" is neither a number nor a percentage');
  });
});
