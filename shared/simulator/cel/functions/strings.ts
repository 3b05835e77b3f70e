import { CelError, noSuchOverload } from '../cel-error.ts';
import { formatString } from '../format-string.ts';
import { elementsOf } from '../values.ts';
import type { Functions } from './function.ts';

/** Places are counted in characters of Unicode, not in units of UTF-16. */
export const strings = {
  'string.charAt(int)': (text: string, index: bigint) => charactersOf(text)[within(index, text)] ?? '',
  'string.indexOf(string)': (text: string, part: string) => indexIn(text, part, 0),
  'string.indexOf(string, int)': (text: string, part: string, from: bigint) => indexIn(text, part, within(from, text)),
  'string.lastIndexOf(string)': (text: string, part: string) => lastIndexIn(text, part, charactersOf(text).length),
  'string.lastIndexOf(string, int)': (text: string, part: string, from: bigint) => lastIndexIn(text, part, within(from, text)),
  'string.lowerAscii()': (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()),
  'string.upperAscii()': (text: string) => text.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase()),
  'string.replace(string, string)': (text: string, part: string, by: string) => replace(text, part, by, -1),
  'string.replace(string, string, int)': (text: string, part: string, by: string, count: bigint) => replace(text, part, by, Number(count)),
  'string.split(string)': (text: string, separator: string) => split(text, separator, -1),
  'string.split(string, int)': (text: string, separator: string, count: bigint) => split(text, separator, Number(count)),
  'string.substring(int)': (text: string, from: bigint) => substring(text, from, BigInt(charactersOf(text).length)),
  'string.substring(int, int)': substring,
  'string.trim()': (text: string) => text.trim(),
  'string.format(list)': formatString,
  'strings.quote(string)': (text: string) => JSON.stringify(text),
  'list.join()': (list: unknown[]) => join(list, ''),
  'list.join(string)': join,
} satisfies Functions;

function charactersOf(text: string): string[] {
  return [...text];
}

function within(index: bigint, text: string): number {
  if (index < 0n || index > BigInt(charactersOf(text).length)) {
    throw new CelError(`index out of range: ${index}`);
  }
  return Number(index);
}

function indexIn(text: string, part: string, from: number): number {
  const rest = charactersOf(text).slice(from).join('');
  const units = rest.indexOf(part);
  return units < 0 ? -1 : from + charactersOf(rest.slice(0, units)).length;
}

function lastIndexIn(text: string, part: string, from: number): number {
  const units = text.lastIndexOf(part, charactersOf(text).slice(0, from).join('').length);
  return units < 0 ? -1 : charactersOf(text.slice(0, units)).length;
}

function replace(text: string, part: string, by: string, count: number): string {
  return count < 0 ? text.replaceAll(part, () => by) : split(text, part, count + 1).join(by);
}

/** The last piece is all the rest; a negative count means all pieces. */
function split(text: string, separator: string, count: number): string[] {
  const pieces = separator === '' ? charactersOf(text) : text.split(separator);
  if (count < 0 || pieces.length <= count) {
    return pieces;
  }
  return count === 0 ? [] : [...pieces.slice(0, count - 1), pieces.slice(count - 1).join(separator)];
}

function substring(text: string, from: bigint, to: bigint): string {
  const [start, end] = [within(from, text), within(to, text)];
  if (start > end) {
    throw new CelError(`invalid substring range. start: ${start}, end: ${end}`);
  }
  return charactersOf(text).slice(start, end).join('');
}

function join(list: readonly unknown[], separator: string): string {
  const items = elementsOf(list);
  if (items.some((item) => typeof item !== 'string')) {
    throw noSuchOverload();
  }
  return items.join(separator);
}
