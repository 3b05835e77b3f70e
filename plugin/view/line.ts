/** A line before it is painted: texts with what they mean. The width is counted on the texts, so colours never change the layout. */
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

/** The text on one line, without anything that a terminal would act on. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}

/** A text of exactly so many characters: filled up with spaces on the right, or cut. */
export function column(text: string, width: number, tone: Tone = 'plain'): Span {
  return { text: cut(printable(text), width).padEnd(width), tone };
}

/** A text of at most so many characters; what is cut shows as an ellipsis. */
export function cut(text: string, width: number): string {
  const letters = Array.from(text);
  return letters.length <= width ? text : `${letters.slice(0, Math.max(0, width - 1)).join('')}${width > 0 ? '…' : ''}`;
}

/** The line, painted and no wider than the terminal. */
export function renderLine(line: Line, { width = Infinity, paint = unpainted }: { width?: number; paint?: Paint } = {}): string {
  let left = width;
  let rendered = '';
  for (const { text, tone } of line) {
    const shown = cut(text, left);
    left -= Array.from(shown).length;
    rendered += shown === '' || shown.trim() === '' ? shown : paint(shown, tone);
  }
  return rendered.trimEnd();
}
