import { column, span } from '../../view/line.ts';
import type { Line } from '../../view/line.ts';
import { checkView } from '../../view/canary-view.ts';
import type { CheckView } from '../../view/canary-view.ts';
import type { Room } from '../../view/frame.ts';
import { plot } from '../../view/parts/plot.ts';
import { noTrends } from '../../view/trends.ts';
import type { Trends } from '../../view/trends.ts';
import type { OpenOverlay } from './overlay.ts';

const lowestPlot = 2;
const highestPlot = 8;

/** Each check over the time that was watched, with its limits. */
export const metrics: OpenOverlay = () => {
  let checks: readonly CheckView[] = [];
  let trends: Trends = noTrends;
  return {
    look(sight) {
      checks = (sight.observation.canary.status?.checks ?? []).map(checkView);
      trends = sight.trends;
    },
    lines: (room) => metricLines(checks, trends, room),
  };
};

/** As many plots as there is room for. */
export function metricLines(checks: readonly CheckView[], { samples }: Trends, { width, height }: Room): Line[] {
  if (checks.length === 0) {
    return [[span('nothing was measured yet', 'dim')]];
  }
  const each = Math.max(lowestPlot, Math.min(highestPlot, Math.floor(height / checks.length) - 1));
  return checks.flatMap((check) => [
    [column(check.name, 34, 'strong'), span(`${check.value}  `), span(check.expected === '' ? '' : `expected ${check.expected}`, 'dim')],
    ...plot(samples.get(check.name) ?? [], { width, height: each, min: check.min, max: check.max }),
  ]);
}
