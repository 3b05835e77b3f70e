import type { ApiObject } from '../api-object.ts';
import type { Definition } from './definition.ts';
import { otherKinds } from './defaulting/other-kinds.ts';
import { withDefaults } from './defaulting/with-defaults.ts';
import type { Defaulting } from './defaulting/with-defaults.ts';
import { workloads } from './defaulting/workloads.ts';

const ofCustom: Defaulting = { dropsNulls: true };
const ofBuiltin: Defaulting = { dropsNulls: false, conditional: { ...workloads, ...otherKinds } };

/**
 * The object with what its author left to Kubernetes: defaults of the schema, and for built-in kinds those that Kubernetes' own code gives.
 * The same object where there is nothing to add; it is never changed itself. What is decided on creation only is not given here: a Service's
 * address, a Job's selector, a pod's state.
 */
export function applyDefaults(definition: Definition, object: ApiObject): ApiObject {
  const made = withDefaults(object, definition.schema, definition.isCustom ? ofCustom : ofBuiltin) as ApiObject;
  return made.metadata === object.metadata ? made : { ...made, metadata: object.metadata };
}
