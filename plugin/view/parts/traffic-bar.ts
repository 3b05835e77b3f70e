import { column, span } from '../line.ts';
import type { Line } from '../line.ts';
import type { CanaryView } from '../canary-view.ts';

const longestBar = 50;

/** How the traffic is shared and which pods carry it: one line per side. */
export function trafficBar({ weight, plannedWeight, stablePods, canaryPods }: Pick<CanaryView, 'weight' | 'plannedWeight' | 'stablePods' | 'canaryPods'>, width: number): Line[] {
  const barWidth = Math.max(10, Math.min(longestBar, width - 44));
  return [
    side({ label: 'stable', percent: 100 - weight, planned: 100 - plannedWeight, pods: podsText(stablePods), barWidth, tone: 'accent' }),
    side({ label: 'canary', percent: weight, planned: plannedWeight, pods: podsText(canaryPods), barWidth, tone: 'warn' }),
  ];
}

/** What is planned shows where the routing objects say something else. */
function side({ label, percent, planned, pods, barWidth, tone }: { label: string; percent: number; planned: number; pods: string; barWidth: number; tone: 'accent' | 'warn' }): Line {
  const filled = cellsFor(percent, barWidth);
  return [
    column(label, 8), span(`${percent}%`.padStart(4), 'strong'), span('  '),
    span('█'.repeat(filled), tone), span('░'.repeat(barWidth - filled), 'dim'),
    span(percent === planned ? '' : `  planned ${planned}%`, 'warn'),
    span(pods === '' ? '' : `  ${pods}`),
  ];
}

/** A share that is not nothing shows, and one that is not everything leaves room. */
function cellsFor(percent: number, cells: number): number {
  if (percent <= 0 || percent >= 100) {
    return percent <= 0 ? 0 : cells;
  }
  return Math.min(cells - 1, Math.max(1, Math.round((percent * cells) / 100)));
}

function podsText(pods: CanaryView['stablePods']): string {
  return pods === undefined ? '' : `${pods.available} of ${pods.replicas} pods available`;
}
