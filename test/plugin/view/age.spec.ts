import { expect } from 'chai';
import { formatAge } from '../../../plugin/view/age.ts';

describe('plugin/view/age.ts', () => {
  const now = new Date('2026-01-20T12:00:00Z');
  const cases: [seconds: number, expected: string][] = [
    [-5, '0s'], [0, '0s'], [42, '42s'], [60, '1m'], [310, '5m10s'], [660, '11m'], [3600, '1h'], [3700, '1h1m'], [90_000, '1d1h'], [20 * 86_400, '20d'],
  ];
  for (const [seconds, expected] of cases) {
    it(`writes ${seconds} seconds as ${expected}`, () => {
      expect(formatAge(new Date(now.getTime() - seconds * 1000), now)).to.equal(expected);
    });
  }

  it('writes <none> where there is no time', () => {
    expect(formatAge(undefined, now)).to.equal('<none>');
    expect(formatAge(new Date('nonsense'), now)).to.equal('<none>');
  });
});
