import { span } from '../line.ts';
import type { Span, Tone } from '../line.ts';
import type { Sample } from '../trends.ts';

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const middle = bars[3]!;
const tones: Record<Sample['verdict'], Tone> = { passed: 'good', failed: 'bad', unknown: 'warn' };

/** The last measurements, one letter each between the smallest and the largest of them. */
export function sparkline(samples: readonly Sample[], width: number): Span[] {
  const shown = samples.slice(-width);
  const values = shown.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const barOf = (value: number) => (most === least ? middle : bars[Math.round(((value - least) / (most - least)) * (bars.length - 1))] ?? middle);
  return [...shown.map(({ value, verdict }) => span(value === undefined ? '?' : barOf(value), tones[verdict])), span(' '.repeat(Math.max(0, width - shown.length)))];
}
