import { column, span } from '../line.ts';
import type { Line, Tone } from '../line.ts';
import type { CanaryView, GateView } from '../canary-view.ts';
import { widthOf } from '../width.ts';

const tones: Record<GateView['state'], Tone> = { open: 'good', waiting: 'warn', closed: 'bad', unknown: 'warn' };

/** The gates that were asked in this rollout, and what they said. */
export function gatesList({ gates }: Pick<CanaryView, 'gates'>): Line[] {
  const nameWidth = Math.max(...gates.map(({ name }) => Math.min(32, widthOf(name))));
  const typeWidth = Math.max(...gates.map(({ type }) => type.length));
  return [
    [span('gates', 'strong')],
    ...gates.flatMap(({ name, type, state, message, opens }) => [[
      span('  '), column(state, 9, tones[state]), column(type, typeWidth + 2), column(name, nameWidth + 2), span(message, 'dim'),
    ], ...(opens === undefined ? [] : [[span('    '), span(opens, 'accent')]])]),
  ];
}
