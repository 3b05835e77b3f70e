/** `'%s has %d'.format([...])` */
import { CelError } from './cel-error.ts';
import { formatDouble } from './functions/conversions.ts';
import { entryOf, isMap, keysOf } from './maps.ts';
import { Double, elementsOf, kindOf, numberOf, read, Special } from './values.ts';

const clause = /%(?:\.(\d+))?(.)/gsu;
const defaultPrecision = 6;
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Puts values into a text, at %s, %d, %f, %e, %x, %X, %o, %b. @throws CelError where they do not fit together. */
export function formatString(text: string, list: readonly unknown[]): string {
  const values = elementsOf(list);
  let used = 0;
  return text.replaceAll(clause, (_, precision: string | undefined, verb: string) => {
    if (verb === '%') {
      return '%';
    }
    if (used >= values.length) {
      throw new CelError(`index ${used} out of range`);
    }
    used += 1;
    return formatValue(verb, values[used - 1], precision === undefined ? defaultPrecision : Number(precision));
  });
}

function formatValue(verb: string, value: unknown, precision: number): string {
  switch (verb) {
    case 's':
      return value instanceof Double ? formatDouble(value.value) : textOf(value);
    case 'd':
      return String(assertNumber('decimal', 'integers', value));
    case 'f':
      return doubleOf('fixed-point', value).toFixed(precision);
    case 'e':
      return scientific(doubleOf('scientific', value).toExponential(precision));
    case 'x':
      return hexOf(value);
    case 'X':
      return hexOf(value).toUpperCase();
    case 'o':
      return assertNumber('octal', 'integers', value).toString(8);
    case 'b':
      return typeof value === 'boolean' ? String(Number(value)) : assertNumber('binary', 'integers and bools', value).toString(2);
    default:
      throw new CelError(`could not parse formatting clause: unrecognized formatting clause "${verb}"`);
  }
}

function textOf(value: unknown): string {
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString('utf8');
  }
  if (Array.isArray(value)) {
    return `[${elementsOf(value).map(innerTextOf).join(', ')}]`;
  }
  if (isMap(value)) {
    return `{${keysOf(value).map((key) => `${innerTextOf(read(key))}:${innerTextOf(entryOf(value, key))}`).sort().join(', ')}}`;
  }
  return String(value instanceof Special ? value.toJson() : value);
}

/** Inside of lists and maps strings stand in quotes, and doubles with all their places. */
function innerTextOf(value: unknown): string {
  if (value instanceof Double) {
    return value.value.toFixed(defaultPrecision);
  }
  return typeof value === 'string' ? JSON.stringify(value) : textOf(value);
}

/** `1.5e+3` as `1.5×10⁰³` */
function scientific(text: string): string {
  const [, digits = '', sign, power = ''] = /^(.*)e([-+])(\d+)$/.exec(text) ?? [];
  return `${digits}×10${sign === '-' ? '⁻' : ''}${[...power.padStart(2, '0')].map((digit) => superscripts[Number(digit)]).join('')}`;
}

function hexOf(value: unknown): string {
  if (typeof value === 'string' || value instanceof Uint8Array) {
    return Buffer.from(value as string).toString('hex');
  }
  return assertNumber('hex', 'integers, byte buffers, and strings', value).toString(16);
}

function doubleOf(clauseName: string, value: unknown): number {
  if (!(value instanceof Double)) {
    throw wrongValue(clauseName, 'doubles', value);
  }
  return value.value;
}

function assertNumber(clauseName: string, wanted: string, value: unknown): bigint | number {
  const number = numberOf(value);
  if (number === undefined) {
    throw wrongValue(clauseName, wanted, value);
  }
  return number;
}

function wrongValue(clauseName: string, wanted: string, value: unknown): CelError {
  return new CelError(`error during formatting: ${clauseName} clause can only be used on ${wanted}, was given ${kindOf(value)}`);
}
