import { expect } from 'chai';
import { linePath, rangeOf, scale, stepPath, ticks } from '../../../../plugin/dashboard/page/scale.ts';

describe('plugin/dashboard/page/scale.ts', () => {
  it('maps one range onto another, upside down too', () => {
    expect([0, 50, 100].map(scale({ from: 0, to: 100 }, { from: 152, to: 12 }))).to.deep.equal([152, 82, 12]);
    expect(scale({ from: 5, to: 5 }, { from: 0, to: 10 })(5)).to.equal(5);
  });

  it('has room around what is shown, but none where nothing can be', () => {
    expect(rangeOf([100, 200])).to.deep.equal({ from: 85, to: 215 });
    expect(rangeOf([1], { floor: 0 })).to.deep.equal({ from: 0.98, to: 1.02 });
    expect(rangeOf([100, 100], { atLeast: 0.5, floor: 0, ceiling: 100.5 })).to.deep.equal({ from: 98, to: 100.5 });
    expect(rangeOf([0]).to).to.be.above(0);
    expect(rangeOf([])).to.include({ from: -0.15 });
  });

  const cases: [from: number, to: number, ticks: number[]][] = [
    [0, 100, [0, 50, 100]],
    [95, 100.5, [96, 98, 100]],
    [0, 0.01, [0, 0.005, 0.01]],
    [320, 530, [400, 500]],
  ];
  for (const [from, to, expected] of cases) {
    it(`marks ${from} to ${to} at ${expected.join(', ')}`, () => {
      expect(ticks({ from, to }, 4)).to.deep.equal(expected);
    });
  }

  it('draws lines and steps', () => {
    expect(linePath([[0, 10], [5.25, 20]])).to.equal('M0.0 10.0L5.3 20.0');
    expect(stepPath([[0, 10], [5, 20]], 30)).to.equal('M0.0 10.0H5.0V20.0H30.0');
    expect(stepPath([], 30)).to.equal('');
  });
});
