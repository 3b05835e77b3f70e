import { column, span } from '../line.ts';
import type { Line, Tone } from '../line.ts';
import type { CanaryView } from '../canary-view.ts';

const phaseWidth = 17;

/** The last changes, newest at the bottom, at most so many lines. */
export function historyLog({ history }: Pick<CanaryView, 'history'>, lines: number): Line[] {
  const shown = history.slice(-Math.max(0, lines - 1));
  return [
    [span('history', 'strong')],
    ...shown.map(({ at, phase, weight, because }) => [
      span(`  ${timeOfDay(at)}  `, 'dim'), column(phase, phaseWidth, phaseTone(phase)), span(`${weight}%`.padStart(4)), span(`  ${because}`),
    ]),
  ];
}

/** How a phase is painted everywhere. */
export function phaseTone(phase: string): Tone {
  if (phase === 'Failed') {
    return 'bad';
  }
  if (phase === 'Succeeded' || phase === 'Initialized') {
    return 'good';
  }
  return phase === 'Waiting' || phase === 'WaitingPromotion' ? 'warn' : 'accent';
}

/** UTC, as the cluster's own times are. */
function timeOfDay(at: Date): string {
  return Number.isNaN(at.getTime()) ? '--:--:--' : at.toISOString().slice(11, 19);
}
