/** What is wrong with a field, in the words of the API server. Paths are as `spec.containers[0].name`. */
import type { StatusCause } from '../../api-server/api-status.ts';

/** Stands in place of a value that is not shown. */
export const omitted = Symbol('a value that is not shown');

/** A value that is shown as it is written here. */
export class Verbatim {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** `Required value: must specify a handler type` */
export function required(field: string, detail = ''): StatusCause {
  return cause('FieldValueRequired', 'Required value', field, detail);
}

/** `Invalid value: -1: must be greater than or equal to 0` */
export function invalid(field: string, value: unknown, detail: string): StatusCause {
  return cause('FieldValueInvalid', withValue('Invalid value', value), field, detail);
}

/** The same, of what is not of the type that it should be. */
export function mistyped(field: string, value: unknown, detail: string): StatusCause {
  return cause('FieldValueTypeInvalid', withValue('Invalid value', value), field, detail);
}

/** `Unsupported value: "x": supported values: "Always", "Never"` */
export function unsupported(field: string, value: unknown, supported: readonly string[]): StatusCause {
  return cause('FieldValueNotSupported', withValue('Unsupported value', value), field, `supported values: ${supported.map(quoted).join(', ')}`);
}

/** `Forbidden: may not be changed in an update.` */
export function forbidden(field: string, detail: string): StatusCause {
  return cause('FieldValueForbidden', 'Forbidden', field, detail);
}

/** `Duplicate value: "a"` */
export function duplicate(field: string, value: unknown): StatusCause {
  return cause('FieldValueDuplicate', withValue('Duplicate value', value), field, '');
}

/** `Not found: "x"` */
export function notFound(field: string, value: unknown): StatusCause {
  return cause('FieldValueNotFound', withValue('Not found', value), field, '');
}

/** `Too long: may not be more than 2 bytes` */
export function tooLong(field: string, most: number): StatusCause {
  return cause('FieldValueTooLong', 'Too long', field, `may not be more than ${most} ${most === 1 ? 'byte' : 'bytes'}`);
}

/** `Too many: 2: must have at most 1 item` */
export function tooMany(field: string, count: number, most: number): StatusCause {
  return cause('FieldValueTooMany', withValue('Too many', count), field, `must have at most ${most} ${most === 1 ? 'item' : 'items'}`);
}

/** One cause for each complaint about the same value. */
export function invalidForEach(field: string, value: unknown, details: readonly string[]): StatusCause[] {
  return details.map((detail) => invalid(field, value, detail));
}

/** Text in double quotes, as Go writes it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

function cause(reason: string, title: string, field: string, detail: string): StatusCause {
  return { reason, message: detail === '' ? title : `${title}: ${detail}`, field };
}

function withValue(title: string, value: unknown): string {
  return value === omitted ? title : `${title}: ${value instanceof Verbatim ? value.text : shown(value)}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? quoted(value) : typeof value === 'number' ? String(value) : goJson(value);
}

/** JSON as Go writes it: keys in order, and nothing that a browser could take for HTML. */
function goJson(value: unknown): string {
  const text = JSON.stringify(value ?? null, (_key, each: unknown) => (isMap(each) ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1))) : each));
  return text.replaceAll(/[<>&]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
