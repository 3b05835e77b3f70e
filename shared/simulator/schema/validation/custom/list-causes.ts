import { isDeepStrictEqual } from 'node:util';
import type { StatusCause } from '../../../api-server/api-status.ts';
import type { Schema } from '../../schema.ts';
import { duplicate, invalid } from '../causes.ts';

type Fields = Record<string, unknown>;

const known = new WeakMap<Schema, boolean>();

/** Items that a list of type set or map has twice. */
export function listCauses(value: unknown, schema: Schema, path = ''): StatusCause[] {
  if (typeof value !== 'object' || value === null || !hasKeyedLists(schema)) {
    return [];
  }
  if (Array.isArray(value)) {
    const own = schema['x-kubernetes-list-type'] === 'set' ? repeated(value, path) : schema['x-kubernetes-list-type'] === 'map' ? repeatedKeys(value, schema['x-kubernetes-list-map-keys'] ?? [], path) : [];
    return [...own, ...value.flatMap((item, index) => (schema.items === undefined ? [] : listCauses(item, schema.items, `${path}[${index}]`)))];
  }
  const { properties = {}, additionalProperties } = schema;
  return Object.entries(value).flatMap(([name, field]) => {
    const property = properties[name];
    if (property !== undefined) {
      return listCauses(field, property, path === '' ? name : `${path}.${name}`);
    }
    return typeof additionalProperties === 'object' ? listCauses(field, additionalProperties, `${path}[${name}]`) : [];
  });
}

function hasKeyedLists(schema: Schema): boolean {
  const found = known.get(schema);
  if (found !== undefined) {
    return found;
  }
  const below = [...Object.values(schema.properties ?? {}), ...(schema.items === undefined ? [] : [schema.items]), ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [])];
  const has = ['set', 'map'].includes(schema['x-kubernetes-list-type'] ?? '') || below.some(hasKeyedLists);
  known.set(schema, has);
  return has;
}

/** Each value once, where it comes the second time. */
function repeated(list: unknown[], path: string, shown: (item: unknown) => unknown = (item) => item): StatusCause[] {
  const places = list.flatMap((item, index) => (list.slice(0, index).filter((other) => isDeepStrictEqual(other, item)).length === 1 ? [index] : []));
  return places.map((index) => duplicate(`${path}[${index}]`, shown(list[index])));
}

function repeatedKeys(list: unknown[], keys: readonly string[], path: string): StatusCause[] {
  const wrong = list.findIndex((item) => typeof item !== 'object' || Array.isArray(item));
  if (wrong >= 0) {
    return [invalid(`${path}[${wrong}]`, list[wrong], 'must be an object for an array of list-type map')];
  }
  return repeated(list.map((item) => Object.fromEntries(keys.filter((key) => (item as Fields | null)?.[key] !== undefined).map((key) => [key, (item as Fields)[key]]))), path);
}
