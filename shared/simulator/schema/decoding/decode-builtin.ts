/** What Go makes of the JSON of a built-in kind: unknown fields are left out, zero values of fields that are no pointers as well. */
import type { ApiObject } from '../../api-object.ts';
import { isOmitted } from '../builtin/zero-values.ts';
import type { Definition } from '../definition.ts';
import { typeNameOf } from '../schema.ts';
import type { Schema } from '../schema.ts';
import { decodeScalar, mistyped } from './scalars.ts';
import type { GoField } from './scalars.ts';

export interface Place extends GoField {
  /** With the indices of lists, for unknown fields. */
  readonly shown: string;
  readonly unknown: string[];
}

/** The object as it is stored, and the paths of fields that it cannot have. @throws ApiStatus 400 where a value is of another type. */
export function decodeBuiltin({ kind, version, schema }: Definition, object: ApiObject): { object: ApiObject; unknown: string[] } {
  const unknown: string[] = [];
  return { object: decodeStruct(object, schema, { kind, version, struct: kind, path: '', shown: '', unknown }) as ApiObject, unknown };
}

/** A value of a built-in type. @throws ApiStatus 400 where it, or what is in it, is of another type. */
export function decodeValue(value: unknown, schema: Schema, place: Place): unknown {
  if (schema.properties !== undefined) {
    return decodeStruct(value, schema, place);
  }
  if (schema.items !== undefined) {
    return decodeList(value, schema, schema.items, place);
  }
  if (typeof schema.additionalProperties === 'object') {
    return decodeMap(value, schema, schema.additionalProperties, place);
  }
  return schema.type === undefined && schema.format === undefined ? value : decodeScalar(value, schema, place);
}

function decodeStruct(value: unknown, schema: Schema, place: Place): unknown {
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw mistyped(value, goTypeOf(schema), place);
  }
  const struct = typeNameOf(schema);
  const decoded: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value as object)) {
    const known = schema.properties![name];
    const shown = place.shown === '' ? name : `${place.shown}.${name}`;
    if (known === undefined) {
      place.unknown.push(shown);
    } else if (field !== null && field !== undefined) {
      keep(decoded, name, decodeValue(field, known, { ...place, struct, path: place.path === '' ? name : `${place.path}.${name}`, shown }), schema, known);
    }
  }
  return decoded;
}

function keep(decoded: Record<string, unknown>, name: string, value: unknown, owner: Schema, schema: Schema): void {
  if (!isOmitted(value, owner, name, schema)) {
    decoded[name] = value;
  }
}

function decodeList(value: unknown, schema: Schema, items: Schema, place: Place): unknown[] {
  if (!Array.isArray(value)) {
    throw mistyped(value, goTypeOf(schema), place);
  }
  return value.map((item, index) => decodeValue(item ?? zeroOf(items), items, { ...place, shown: `${place.shown}[${index}]` }));
}

function decodeMap(value: unknown, schema: Schema, values: Schema, place: Place): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw mistyped(value, goTypeOf(schema), place);
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, decodeValue(each ?? zeroOf(values), values, { ...place, shown: `${place.shown}.${key}` })]));
}

/** What null is to Go where there must be something. */
function zeroOf({ type, format }: Schema): unknown {
  if (type === undefined || type === 'object') {
    return type === undefined ? null : {};
  }
  return type === 'array' ? [] : type === 'string' ? (format === 'quantity' ? '0' : '') : type === 'boolean' ? false : 0;
}

const goTypes: Record<string, string> = { boolean: 'bool', number: 'float64', string: 'string' };

function goTypeOf({ title, type, format, items, additionalProperties }: Schema): string {
  if (title !== undefined) {
    return title;
  }
  if (items !== undefined) {
    return `[]${goTypeOf(items)}`;
  }
  return typeof additionalProperties === 'object' ? `map[string]${goTypeOf(additionalProperties)}` : goTypes[type ?? ''] ?? format ?? 'interface {}';
}
