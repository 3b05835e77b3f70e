import type { ApiObject } from '../api-object.ts';
import type { StatusCause } from '../api-server/api-status.ts';
import type { Definition } from './definition.ts';
import { validateBuiltin } from './validation/builtin/validate-builtin.ts';
import { validateCustom } from './validation/custom/validate-custom.ts';

/**
 * All that is wrong with an object, or with how it was changed, in the words of the API server; empty where nothing is. The object is one of
 * which {@link checkFields} and {@link applyDefaults} have made what is stored.
 */
export function validate(definition: Definition, object: ApiObject, before?: ApiObject): StatusCause[] {
  return definition.isCustom ? validateCustom(definition, object, before) : validateBuiltin(definition, object, before);
}
