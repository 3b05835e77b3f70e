import { expect } from 'chai';
import { renderLine } from '../../../../plugin/view/line.ts';
import { plot } from '../../../../plugin/view/parts/plot.ts';
import type { PlotOptions } from '../../../../plugin/view/parts/plot.ts';

describe('plugin/view/parts/plot.ts', () => {
  const drawn = (values: readonly (number | undefined)[], options: Partial<PlotOptions> = {}) =>
    plot(values.map((value, index) => ({ at: new Date(index * 1000), value, verdict: 'passed' })), { width: 13, height: 2, min: undefined, max: undefined, ...options }).map((line) => renderLine(line));

  const cases: [title: string, values: (number | undefined)[], options: Partial<PlotOptions>, expected: string[]][] = [
    ['a rise', [0, 1], {}, ['       1   ⡠⠊', '       0 ⡠⠊']],
    ['one value', [7], {}, ['       7', '         ⠁']],
    ['a limit above all', [0, 0], { max: 100, height: 3 }, ['     100 ┄┄┄┄', '', '       0 ⣀⣀⣀⣀']],
    ['what could not be found out as nothing', [1, undefined, 1], { height: 1 }, ['       1 ⠤⠤⠤⠤']],
  ];
  for (const [title, values, options, expected] of cases) {
    it(`draws ${title}`, () => {
      expect(drawn(values, options)).to.deep.equal(expected);
    });
  }

  it('says that there is nothing yet', () => {
    expect(drawn([undefined])).to.deep.equal(['  nothing was measured while it is watched']);
  });

  it('has as many lines as there are to be, none of them wider than it may be', () => {
    for (const height of [1, 2, 5, 8]) {
      const lines = plot([3, 1, 4, 1, 5, 9, 2.65358979].map((value, index) => ({ at: new Date(index), value, verdict: 'passed' })), { width: 40, height, min: 2, max: 6 });
      expect(lines).to.have.length(height);
      expect(Math.max(...lines.map((line) => [...renderLine(line)].length))).to.be.at.most(40);
    }
  });
});
