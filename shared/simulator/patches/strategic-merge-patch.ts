import type { ApiObject } from '../api-object.ts';
import { badRequest } from '../api-server/api-status.ts';
import type { Schema } from '../schema/schema.ts';
import { goKind } from './go-text.ts';
import { isMap } from './json-map.ts';
import { withMetadata } from './metadata-schema.ts';
import { mergeMaps } from './strategic-merge/merge-maps.ts';

/**
 * Kubernetes' strategic merge patch of built-in kinds: the schema says which lists are merged, and by which field. The object is left as it
 * is. @throws ApiStatus 400, 422 or 500, as the API server does, for what is no such patch.
 */
export function strategicMergePatch(object: ApiObject, patch: unknown, schema: Schema): ApiObject {
  if (!isMap(patch)) {
    throw badRequest(`json: cannot unmarshal ${goKind(patch)} into Go value of type map[string]interface {}`);
  }
  return mergeMaps(object, patch, withMetadata(schema)) as ApiObject;
}
