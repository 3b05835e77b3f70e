/**
 * Messages of the built-in kinds as the JSON that Kubernetes would write of them. messages.json has the facts: for each message its fields by
 * number, with their names in JSON and their types. A number is never given anew, so what stands there stays right; what is missing is ignored.
 * A `!` after a name: written even when it is zero. `...` for a name: the fields of that message stand in this one.
 * Types: `[]` a list, `{}` a map by texts, `=` a message of a list; a name without a dot is one of the same version.
 */
import messages from './messages.json' with { type: 'json' };
import { readFields, varintsOf } from './wire.ts';

type Json = Record<string, unknown>;
type Value = bigint | Uint8Array;

const known = messages as Record<string, Record<string, Record<string, string>>>;
const texts = new TextDecoder();

/** Whether there is such a message, as `apps/v1` and `Deployment`. */
export function isMessage(apiVersion: string, name: string): boolean {
  return known[apiVersion]?.[name] !== undefined;
}

/** The object that a message stands for. @throws RangeError for bytes that are no message, SyntaxError for JSON in it that is none. */
export function decodeMessage(apiVersion: string, name: string, bytes: Uint8Array): Json {
  const fields = known[apiVersion]?.[name] ?? {};
  const values = new Map<string, Value[]>();
  for (const { number, value } of readFields(bytes)) {
    const field = fields[number];
    if (field !== undefined) {
      values.set(field, [...(values.get(field) ?? []), value]);
    }
  }
  const object: Json = {};
  for (const [field, all] of values) {
    const [key = '', type = ''] = field.split(' ');
    const value = decodeValues(type, all, apiVersion);
    if (key === '...') {
      Object.assign(object, value);
    } else if (value !== undefined && (key.endsWith('!') || !isZero(value))) {
      object[key.replace(/!$/, '')] = value;
    }
  }
  return object;
}

/** Structs are written even when nothing is in them. */
function isZero(value: unknown): boolean {
  return value === '' || value === 0 || value === false;
}

function decodeValues(type: string, values: readonly Value[], apiVersion: string): unknown {
  if (type.startsWith('[]')) {
    const itemType = type.slice(2);
    return itemType === 'int' ? values.flatMap(varintsOf).map(toNumber) : values.map((value) => decodeValue(itemType, value, apiVersion));
  }
  if (type.startsWith('{}')) {
    return Object.fromEntries(values.map((value) => decodeEntry(type.slice(2), value as Uint8Array, apiVersion)));
  }
  return decodeValue(type, values.at(-1)!, apiVersion);
}

function decodeEntry(type: string, bytes: Uint8Array, apiVersion: string): [string, unknown] {
  const [key, value = new Uint8Array()] = pick(bytes, 1, 2);
  return [key === undefined ? '' : textOf(key), decodeValue(type, value, apiVersion)];
}

function decodeValue(type: string, value: Value, apiVersion: string): unknown {
  if (type.startsWith('=')) {
    return readFields(value as Uint8Array).map((each) => decodeValue(type.slice(1), each.value, apiVersion));
  }
  return decoders[type]?.(value) ?? (type in decoders ? undefined : decodeNamed(type, value as Uint8Array, apiVersion));
}

function decodeNamed(type: string, bytes: Uint8Array, apiVersion: string): Json {
  const place = type.lastIndexOf('.');
  return place < 0 ? decodeMessage(apiVersion, type, bytes) : decodeMessage(type.slice(0, place), type.slice(place + 1), bytes);
}

/** Undefined stands for what JSON would not mention. */
const decoders: Record<string, (value: Value) => unknown> = {
  'string': textOf,
  'int': (value) => toNumber(value as bigint),
  'bool': (value) => value === 1n,
  'double': (value) => viewOf(value).getFloat64(0, true),
  'bytes': (value) => Buffer.from(value as Uint8Array).toString('base64'),
  'time': (value) => timeOf(value, 0),
  'micro-time': (value) => timeOf(value, 6),
  'quantity': (value) => textOf(pick(value as Uint8Array, 1)[0] ?? new TextEncoder().encode('0')),
  'int-or-string': intOrString,
  'raw': rawJson,
  'schema-or-array': (value) => oneOf(value, (schemas) => schemas.map(schemaOf)),
  'schema-or-bool': (value) => {
    const [allows, schema] = pick(value as Uint8Array, 1, 2);
    return schema === undefined ? allows === 1n : schemaOf(schema);
  },
  'schema-or-strings': (value) => oneOf(value, (items) => items.map(textOf)),
};

/** The last value of each of some fields. */
function pick(bytes: Uint8Array, ...numbers: readonly number[]): (Value | undefined)[] {
  const fields = readFields(bytes);
  return numbers.map((wanted) => fields.findLast(({ number }) => number === wanted)?.value);
}

function textOf(value: Value): string {
  return texts.decode(value as Uint8Array);
}

function toNumber(value: bigint): number {
  return Number(BigInt.asIntN(64, value));
}

function viewOf(value: Value): DataView {
  const { buffer, byteOffset, byteLength } = value as Uint8Array;
  return new DataView(buffer, byteOffset, byteLength);
}

/** Seconds and nanoseconds; neither stands for no time. */
function timeOf(value: Value, digits: number): string | undefined {
  const [seconds, nanos] = pick(value as Uint8Array, 1, 2);
  if (seconds === undefined) {
    return undefined;
  }
  const fraction = String(nanos === undefined ? 0 : toNumber(nanos as bigint)).padStart(9, '0').slice(0, digits);
  return `${new Date(toNumber(seconds as bigint) * 1000).toISOString().slice(0, 19)}${fraction === '' ? '' : `.${fraction}`}Z`;
}

function intOrString(value: Value): number | string {
  const [type, number, text] = pick(value as Uint8Array, 1, 2, 3);
  return type === 1n ? textOf(text ?? new Uint8Array()) : toNumber((number ?? 0n) as bigint);
}

/** What is kept as JSON in the first place. */
function rawJson(value: Value): unknown {
  const [json] = pick(value as Uint8Array, 1);
  return json === undefined || (json as Uint8Array).length === 0 ? undefined : JSON.parse(textOf(json));
}

/** A schema, or else a list. */
function oneOf(value: Value, listOf: (items: Uint8Array[]) => unknown): unknown {
  const fields = readFields(value as Uint8Array);
  const schema = fields.find(({ number }) => number === 1);
  return schema === undefined ? listOf(fields.filter(({ number }) => number === 2).map((each) => each.value as Uint8Array)) : schemaOf(schema.value);
}

function schemaOf(value: Value): Json {
  return decodeMessage('apiextensions.k8s.io/v1', 'JSONSchemaProps', value as Uint8Array);
}
