/** How many columns a text takes on a terminal: letters of some scripts and emoji take two, accents none. */
import stringWidth from 'string-width';

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const plainText = /^[\x20-\x7e]*$/;

/** Columns of a printable text. */
export function widthOf(text: string): number {
  return plainText.test(text) ? text.length : stringWidth(text);
}

/** A text of at most so many columns; what is cut shows as an ellipsis. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) {
    return text;
  }
  return width <= 0 ? '' : `${beginning(text, width - 1)}…`;
}

/** The same for texts whose end says more, such as names of pods and images: what is cut is the beginning. */
export function cutBefore(text: string, width: number): string {
  if (widthOf(text) <= width) {
    return text;
  }
  const reversed = [...letters.segment(text)].map(({ segment }) => segment).reverse();
  return width <= 0 ? '' : `…${fitting(reversed, width - 1).reverse().join('')}`;
}

/** A text of exactly so many columns: filled up with spaces on the right, or cut. */
export function fill(text: string, width: number): string {
  const shown = cut(text, width);
  return `${shown}${' '.repeat(Math.max(0, width - widthOf(shown)))}`;
}

/** The text in lines of at most so many columns, broken between words where that can be. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].map((each) => cut(each, width));
}

function beginning(text: string, width: number): string {
  return fitting([...letters.segment(text)].map(({ segment }) => segment), width).join('');
}

function fitting(segments: readonly string[], width: number): string[] {
  let used = 0;
  const end = segments.findIndex((segment) => (used += widthOf(segment)) > width);
  return segments.slice(0, end < 0 ? segments.length : end);
}
