import type { ApiObject } from '../../api-object.ts';
import type { Definition } from '../../schema/definition.ts';
import { apiVersionOf } from '../../schema/definition.ts';
import { matchesLabels } from '../../storage/selectors.ts';
import type { Store } from '../../storage/store.ts';
import type { ParamRef } from './policy.ts';

/** The binding cannot be used as it is. What that means is up to the policy's failurePolicy. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * The parameters that a policy is evaluated with, once with each; null stands for none. `definition` is the kind of parameter, undefined
 * where the policy takes none. @throws ConfigurationError
 */
export function paramsOf(definition: Definition | undefined, paramRef: ParamRef | undefined, { store, namespace }: { store: Store; namespace: string }): (ApiObject | null)[] {
  if (definition === undefined || paramRef === undefined) {
    return [null];
  }
  const found = find(definition, paramRef, store, namespaceOf(definition, paramRef, namespace));
  if (found.length === 0 && paramRef.parameterNotFoundAction === 'Deny') {
    throw new ConfigurationError('no params found for policy binding with `Deny` parameterNotFoundAction');
  }
  return found.map((param) => ({ ...param, apiVersion: apiVersionOf(definition) }));
}

function namespaceOf({ namespaced }: Definition, paramRef: ParamRef, requested: string): string {
  const given = paramRef.namespace ?? '';
  if (!namespaced && given !== '') {
    throw new ConfigurationError('paramRef.namespace must not be provided for a cluster-scoped `paramKind`');
  }
  if (namespaced && given === '' && requested === '') {
    throw new ConfigurationError('cannot use namespaced paramRef in policy binding that matches cluster-scoped resources');
  }
  return !namespaced || given !== '' ? given : requested;
}

function find(definition: Definition, { name, selector }: ParamRef, store: Store, namespace: string): ApiObject[] {
  if (name !== undefined && name !== '') {
    const found = store.get(definition, namespace, name);
    return found === undefined ? [] : [found];
  }
  return store.list(definition, namespace).filter(({ metadata }) => matchesLabels(metadata.labels, selector));
}
