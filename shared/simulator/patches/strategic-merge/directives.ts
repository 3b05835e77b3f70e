/** What a patch says besides values: fields that begin with a dollar sign. */
import { ApiStatus, badRequest } from '../../api-server/api-status.ts';
import { goText } from '../go-text.ts';
import { isMap } from '../json-map.ts';
import type { JsonMap } from '../json-map.ts';

/** In an object: `replace` or `delete` it; in an item of a merged list: `delete` the item or `replace` the list. */
export const directive = '$patch';
/** In an object: which fields may stay. */
export const retainKeys = '$retainKeys';
const elementOrder = '$setElementOrder';
const deletion = '$deleteFromPrimitiveList';

/** The field whose items `$setElementOrder/x` puts in order, or undefined for any other key. @throws ApiStatus 400 */
export function orderedField(key: string): string | undefined {
  return fieldAfter(elementOrder, key, 'setElementOrder list');
}

/** The field whose items `$deleteFromPrimitiveList/x` takes away, or undefined for any other key. @throws ApiStatus 400 */
export function deletedFrom(key: string): string | undefined {
  return fieldAfter(deletion, key, 'primitive list');
}

function fieldAfter(prefix: string, key: string, what: string): string | undefined {
  if (!key.startsWith(prefix)) {
    return undefined;
  }
  if (!key.startsWith(`${prefix}/`)) {
    throw badFormat(what);
  }
  return key.slice(prefix.length + 1);
}

/** A value to be stored as it stands in a patch: without nulls, which mean that there is nothing, and directives. Undefined where only a directive stood there. */
export function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plainValue).filter((item) => item !== undefined);
  }
  if (!isMap(value)) {
    return value ?? undefined;
  }
  return directive in value ? undefined : plainFields(value);
}

/** The fields of a patch's object as they are stored. */
export function plainFields(patch: JsonMap): JsonMap {
  const fields = Object.entries(patch).filter(([key]) => !isDirective(key)).map(([key, value]) => [key, plainValue(value)]);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as JsonMap;
}

function isDirective(key: string): boolean {
  return key === directive || key === retainKeys || key.startsWith(`${elementOrder}/`) || key.startsWith(`${deletion}/`);
}

/** The fields of an object that a patch of it lets stay. @throws ApiStatus 400 */
export function retainedFields(original: JsonMap, patch: JsonMap): JsonMap {
  const retained = patch[retainKeys];
  if (retained === undefined) {
    return { ...original };
  }
  const isListed = (key: string) => Array.isArray(retained) && retained.includes(key);
  const unlisted = Object.entries(patch).filter(([key, value]) => value !== null && !isDirective(key) && !isListed(key));
  if (!Array.isArray(retained) || unlisted.length > 0) {
    throw badFormat('retainKeys');
  }
  return Object.fromEntries(Object.entries(original).filter(([key]) => isListed(key)));
}

/** 400 */
function badFormat(what: string): ApiStatus {
  return badRequest(`invalid patch format of ${what}`);
}

/** 500: the API server finds this out only while it merges. */
export function cannotMerge(message: string): ApiStatus {
  return new ApiStatus(500, '', message);
}

/** 500 */
export function unknownDirective(patch: JsonMap): ApiStatus {
  return cannotMerge(`unknown patch type: ${goText(patch[directive])} in map: ${goText(patch)}`);
}
