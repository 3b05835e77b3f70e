import type { Definition } from '../../schema/definition.ts';
import { mergeValues } from './merge-values.ts';
import { fieldPlace, rootPlace, structureAt } from './structure.ts';
import type { Place } from './structure.ts';

/** Optional in the schema, and yet structs that are always there. */
const structs = ['metadata', 'spec', 'status', 'strategy', 'updateStrategy'];

/**
 * The object with the parts that an object of a built-in kind has even where nothing is in them, as they are structs of Go and not pointers:
 * so nobody adds, and owns, `spec` itself. Custom resources have only what is written.
 */
export function withStructs(definition: Definition, object: unknown): unknown {
  const place = rootPlace(definition);
  return definition.isCustom ? object : mergeValues(emptyStruct(place), object, place);
}

function emptyStruct(place: Place): unknown {
  const { properties = {}, required = [] } = place.schema;
  const present = Object.keys(properties).filter((name) => required.includes(name) || structs.includes(name));
  return Object.fromEntries(present.flatMap((name) => emptyField(name, fieldPlace(place, name))));
}

function emptyField(name: string, place: Place): [string, unknown][] {
  switch (structureAt(place, undefined).kind) {
    case 'leaf':
      return [];
    case 'map':
      return [[name, emptyStruct(place)]];
    case 'list':
      return [[name, null]];
  }
}
