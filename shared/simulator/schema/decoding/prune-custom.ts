/** Fields that the schema of a custom kind does not know. */
import type { ApiObject } from '../../api-object.ts';
import { badRequest } from '../../api-server/api-status.ts';
import type { Definition } from '../definition.ts';
import type { Schema } from '../schema.ts';
import { decodeMetadata } from './decode-metadata.ts';

type Json = Record<string, unknown>;

const identity = ['apiVersion', 'kind', 'metadata'];

/** The object without them, and their paths in the order of the alphabet. @throws ApiStatus 400 where its metadata cannot be read. */
export function pruneCustom(definition: Definition, object: ApiObject): { object: ApiObject; unknown: string[] } {
  const ofMetadata: string[] = [];
  const unknown: string[] = [];
  const metadata = decodeMetadata(definition, object.metadata, 'metadata', ofMetadata);
  const pruned = prune(object, { ...definition.schema, 'x-kubernetes-embedded-resource': true }, { path: '', unknown, definition }) as ApiObject;
  return { object: pruned.metadata === metadata ? pruned : { ...pruned, metadata }, unknown: [...ofMetadata.sort(), ...unknown.sort()] };
}

/** Of a value that is no whole object, such as a default: what its schema knows of it. */
export function knownPart(value: unknown, schema: Schema): unknown {
  return prune(value, schema, { path: '', unknown: [], definition: { kind: '', version: '' } });
}

interface Place {
  readonly path: string;
  readonly unknown: string[];
  readonly definition: Pick<Definition, 'kind' | 'version'>;
}

/** The same value where nothing is to be left out. `isOpen`: what the schema does not name may stay. */
function prune(value: unknown, schema: Schema, place: Place, isOpen = preservesUnknown(schema)): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Array.isArray(value) ? pruneList(value, schema, place, isOpen) : pruneObject(value as Json, schema, place, isOpen);
}

function preservesUnknown(schema: Schema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true;
}

function pruneList(list: unknown[], { items }: Schema, place: Place, isOpen: boolean): unknown[] {
  if (items === undefined && isOpen) {
    return list;
  }
  const pruned = list.map((item, index) => prune(item, items ?? {}, { ...place, path: `${place.path}[${index}]` }, isOpen || preservesUnknown(items ?? {})));
  return pruned.every((item, index) => item === list[index]) ? list : pruned;
}

function pruneObject(object: Json, schema: Schema, place: Place, isOpen: boolean): Json {
  const pruned: Json = {};
  let isSame = true;
  for (const [name, value] of Object.entries(object)) {
    const path = place.path === '' ? name : `${place.path}.${name}`;
    const known = schemaOfField(schema, name);
    if (schema['x-kubernetes-embedded-resource'] === true && identity.includes(name)) {
      pruned[name] = place.path === '' ? value : identityField(name, value, path, place);
    } else if (known !== undefined) {
      pruned[name] = prune(value, known, { ...place, path });
    } else if (isOpen) {
      pruned[name] = value;
    } else {
      place.unknown.push(path);
    }
    isSame &&= pruned[name] === value;
  }
  return isSame ? object : pruned;
}

/** Of an object inside of the object. */
function identityField(name: string, value: unknown, path: string, { definition, unknown }: Place): unknown {
  if (name === 'metadata') {
    return decodeMetadata(definition, value, path, unknown);
  }
  if (typeof value !== 'string') {
    const { kind, version } = definition;
    throw badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${path}: Invalid value: ${JSON.stringify(value)}: must be a string`);
  }
  return value;
}

function schemaOfField({ properties, additionalProperties }: Schema, name: string): Schema | undefined {
  return properties?.[name] ?? (additionalProperties === true ? {} : additionalProperties || undefined);
}
