import { column, span } from '../line.ts';
import type { Line } from '../line.ts';
import type { CanaryView } from '../canary-view.ts';

const longestBar = 50;

/** How the traffic is shared and which pods carry it: one line per side. */
export function trafficBar({ weight, stablePods, canaryPods }: Pick<CanaryView, 'weight' | 'stablePods' | 'canaryPods'>, width: number): Line[] {
  const barWidth = Math.max(10, Math.min(longestBar, width - 44));
  return [
    side({ label: 'stable', percent: 100 - weight, pods: podsText(stablePods), barWidth, tone: 'accent' }),
    side({ label: 'canary', percent: weight, pods: podsText(canaryPods), barWidth, tone: 'warn' }),
  ];
}

function side({ label, percent, pods, barWidth, tone }: { label: string; percent: number; pods: string; barWidth: number; tone: 'accent' | 'warn' }): Line {
  const filled = cellsFor(percent, barWidth);
  return [
    column(label, 8), span(`${percent}%`.padStart(4), 'strong'), span('  '),
    span('█'.repeat(filled), tone), span('░'.repeat(barWidth - filled), 'dim'),
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
