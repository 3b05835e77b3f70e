/** A line before it is painted: texts with what they mean. The width is counted on the texts, so colours never change the layout. */
import { printable } from './printable.ts';
import { cut, fill, widthOf } from './width.ts';


export type Tone = 'plain' | 'strong' | 'dim' | 'good' | 'bad' | 'warn' | 'accent';

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

export type Line = readonly Span[];

/** Turns a text of this tone into what the terminal understands. */
export type Paint = (text: string, tone: Tone) => string;

/** Paints nothing. */
export const unpainted: Paint = (text) => text;

/** One span. What others wrote (gates, metrics, pods) must not steer the terminal, so control characters become spaces. */
export function span(text: string, tone: Tone = 'plain'): Span {
  return { text: printable(text), tone };
}

/** A text of exactly so many columns: filled up with spaces on the right, or cut. */
export function column(text: string, width: number, tone: Tone = 'plain'): Span {
  return { text: fill(printable(text), width), tone };
}

/** Columns that a line takes. */
export function lineWidth(line: Line): number {
  return line.reduce((sum, { text }) => sum + widthOf(text), 0);
}

/** The line in exactly so many columns, so that something can stand to the right of it. */
export function fitLine(line: Line, width: number): Line {
  let left = width;
  const shown = line.map(({ text, tone }) => {
    const fitted = cut(text, left);
    left -= widthOf(fitted);
    return { text: fitted, tone };
  });
  return [...shown, { text: ' '.repeat(Math.max(0, left)), tone: 'plain' as const }];
}

/** The line, painted and no wider than the terminal. */
export function renderLine(line: Line, { width = Infinity, paint = unpainted }: { width?: number; paint?: Paint } = {}): string {
  let left = width;
  let rendered = '';
  for (const { text, tone } of line) {
    const shown = cut(text, left);
    left -= widthOf(shown);
    rendered += shown === '' || shown.trim() === '' ? shown : paint(shown, tone);
  }
  return rendered.trimEnd();
}
