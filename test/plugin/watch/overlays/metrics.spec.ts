import { expect } from 'chai';
import { renderLine } from '../../../../plugin/view/line.ts';
import { metricLines } from '../../../../plugin/watch/overlays/metrics.ts';
import { noTrends } from '../../../../plugin/view/trends.ts';
import { someTrends } from '../../../builders/a-watched-rollout.ts';
import { expectGolden } from '../../../builders/golden.ts';
import { shown } from '../../../builders/shown-canaries.ts';

describe('plugin/watch/overlays/metrics.ts', () => {
  const view = shown('analysing');

  for (const [width, height] of [[60, 11], [80, 19], [120, 35]] as const) {
    it(`plots what was measured in ${width} columns and ${height} lines`, () => {
      const lines = metricLines(view.checks, someTrends(view), { width, height });
      expect(lines.length).to.be.at.most(height);
      expectGolden(`frames/metrics-${width}x${height}.txt`, lines.map((line) => renderLine(line, { width })));
    });
  }

  it('says that nothing was measured yet', () => {
    expect(metricLines([], noTrends, { width: 80, height: 9 }).map((line) => renderLine(line))).to.deep.equal(['nothing was measured yet']);
  });
});
