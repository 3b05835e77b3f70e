import { expect } from 'chai';
import { sparkline } from '../../../../plugin/view/parts/sparkline.ts';
import type { Sample } from '../../../../plugin/view/trends.ts';

describe('plugin/view/parts/sparkline.ts', () => {
  const samples = (...values: (number | undefined)[]): Sample[] => values.map((value, index) => ({ at: new Date(index), value, verdict: value === undefined ? 'unknown' : value > 5 ? 'failed' : 'passed' }));
  const cases: [title: string, values: (number | undefined)[], width: number, expected: string][] = [
    ['a rise', [0, 1, 2, 3, 4, 5, 6, 7], 8, '▁▂▃▄▅▆▇█'],
    ['what stays the same', [3, 3, 3], 5, '▄▄▄  '],
    ['the last ones where there are more', [9, 0, 1], 2, '▁█'],
    ['a gap where it could not be found out', [0, undefined, 1], 3, '▁?█'],
    ['nothing', [], 3, '   '],
  ];
  for (const [title, values, width, expected] of cases) {
    it(`draws ${title}`, () => {
      expect(sparkline(samples(...values), width).map(({ text }) => text).join('')).to.equal(expected);
    });
  }

  it('paints each by its verdict', () => {
    expect(sparkline(samples(1, 9, undefined), 3).map(({ tone }) => tone)).to.deep.equal(['good', 'bad', 'warn', 'plain']);
  });
});
