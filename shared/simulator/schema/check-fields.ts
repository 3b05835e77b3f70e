import type { ApiObject } from '../api-object.ts';
import { decodeBuiltin } from './decoding/decode-builtin.ts';
import { pruneCustom } from './decoding/prune-custom.ts';
import type { Definition } from './definition.ts';

/**
 * The object with the fields that its schema knows, and what the API server says of the others, such as `unknown field "spec.foo"`.
 * Built-in kinds are written as the API server writes them: quantities and times in their one form, and nothing for what is zero.
 * The object itself is left as it is. @throws ApiStatus 400 where a value of a built-in kind, or of metadata, is of another type.
 */
export function checkFields(definition: Definition, object: ApiObject): { object: ApiObject; unknown: string[] } {
  const checked = definition.isCustom ? pruneCustom(definition, object) : decodeBuiltin(definition, object);
  return { object: checked.object, unknown: checked.unknown.map((path) => `unknown field "${path}"`) };
}
