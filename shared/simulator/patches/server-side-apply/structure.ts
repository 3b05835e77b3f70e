import type { Definition } from '../../schema/definition.ts';
import type { Schema } from '../../schema/schema.ts';
import { isMap } from '../json-map.ts';
import { withMetadata } from '../metadata-schema.ts';

/** A place in an object, as the schema describes it. */
export interface Place {
  readonly schema: Schema;
  /** Whether fields that the schema does not know may be here and below. */
  readonly isOpen: boolean;
}

/** How what stands at a place is merged, and what in it is owned by itself. */
export type Structure = LeafStructure | MapStructure | ListStructure;

/** Scalars, and lists and objects that are taken as a whole. */
export interface LeafStructure {
  readonly kind: 'leaf';
}

/** Each field by itself. */
export interface MapStructure {
  readonly kind: 'map';
  readonly place: Place;
}

/** Each item by itself, known by the values of its keys, or by its own where there are no keys. */
export interface ListStructure {
  readonly kind: 'list';
  readonly keys: readonly string[];
  readonly items: Place;
}

const leaf: Structure = { kind: 'leaf' };

/** The place of a whole object. */
export function rootPlace({ schema }: Definition): Place {
  return { schema: withMetadata(schema), isOpen: schema['x-kubernetes-preserve-unknown-fields'] === true };
}

/** The structure of a value at a place. Where the schema says nothing of it, the value does: objects are merged, all else is a leaf. */
export function structureAt(place: Place, value: unknown): Structure {
  const { schema } = place;
  if (isUntyped(schema)) {
    return isMap(value) || value === undefined || value === null ? { kind: 'map', place } : leaf;
  }
  if (schema.type === 'array' || schema.items !== undefined) {
    return listStructure(place);
  }
  const isScalar = schema.type !== 'object' && schema.properties === undefined && schema.additionalProperties === undefined;
  return isScalar || schema['x-kubernetes-map-type'] === 'atomic' ? leaf : { kind: 'map', place };
}

function isUntyped({ type, properties, additionalProperties, items, 'x-kubernetes-int-or-string': isIntOrString, 'x-kubernetes-map-type': mapType }: Schema): boolean {
  const isBare = properties === undefined && additionalProperties === undefined && items === undefined && mapType === undefined;
  return isBare && (type === undefined || type === 'object') && isIntOrString !== true;
}

function listStructure({ schema, isOpen }: Place): Structure {
  const items: Place = { schema: schema.items ?? {}, isOpen };
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return { kind: 'list', keys: [], items };
    case 'map':
      return { kind: 'list', keys: schema['x-kubernetes-list-map-keys'] ?? [], items };
    case 'atomic':
      return leaf;
    default:
      return listOfPatchStrategy(schema, items);
  }
}

/** Lists of built-in kinds that say only how a strategic merge patch merges them. */
function listOfPatchStrategy({ 'x-kubernetes-patch-strategy': strategy = '', 'x-kubernetes-patch-merge-key': key }: Schema, items: Place): Structure {
  return strategy.split(',').includes('merge') ? { kind: 'list', keys: key === undefined ? [] : [key], items } : leaf;
}

/** The place of a field. */
export function fieldPlace({ schema, isOpen }: Place, name: string): Place {
  const { properties, additionalProperties } = schema;
  const field = properties?.[name] ?? (isMap(additionalProperties) ? additionalProperties as Schema : {});
  return { schema: field, isOpen: isOpen || preservesUnknown(schema) || preservesUnknown(field) };
}

function preservesUnknown(schema: Schema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true || schema['x-kubernetes-embedded-resource'] === true;
}

/** Whether the schema names this field, rather than allowing for any. */
export function isDeclared({ schema }: Place, name: string): boolean {
  return schema.properties?.[name] !== undefined;
}

/** Whether this field may be there at all. */
export function isAllowed(place: Place, name: string): boolean {
  const { schema } = place;
  return isDeclared(place, name) || place.isOpen || preservesUnknown(schema) || isUntyped(schema) || (schema.additionalProperties ?? false) !== false;
}

/** The fields of an object; none where it is no object. */
export function fieldsOf(value: unknown): [string, unknown][] {
  return isMap(value) ? Object.entries(value).filter(([, field]) => field !== undefined) : [];
}

/** The items of a list; none where it is no list. */
export function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
