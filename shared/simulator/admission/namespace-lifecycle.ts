import { ApiStatus, forbidden, notFound } from '../api-server/api-status.ts';
import type { Store } from '../storage/store.ts';
import type { Attributes } from './attributes.ts';
import { nameOf } from './name-of.ts';

const namespaces = { group: '', plural: 'namespaces', kind: 'Namespace' };
const immortal = ['default', 'kube-system', 'kube-public'];
/** Who asks about rights learns nothing about namespaces. */
const accessReview = 'localsubjectaccessreviews';

/** Refuses what is made in a namespace that is not there or is being deleted. @throws ApiStatus 403, 404 */
export function assertNamespaceTakes(attributes: Attributes, store: Store): void {
  const { operation, definition, namespace, name } = attributes;
  const isNamespace = definition.group === '' && definition.plural === 'namespaces';
  if (isNamespace && operation === 'DELETE' && immortal.includes(name)) {
    throw forbidden(namespaces, name, 'this namespace may not be deleted');
  }
  if (namespace === '' || isNamespace || operation === 'DELETE' || definition.plural === accessReview) {
    return;
  }
  const found = store.get(namespaces, '', namespace);
  if (found === undefined) {
    throw notFound(namespaces, namespace);
  }
  const { phase } = (found['status'] ?? {}) as { phase?: string };
  if (operation === 'CREATE' && phase === 'Terminating') {
    throw terminating(attributes);
  }
}

function terminating(attributes: Attributes): ApiStatus {
  const { definition, namespace } = attributes;
  const { code, reason, message, details } = forbidden(definition, nameOf(attributes), `unable to create new content in namespace ${namespace} because it is being terminated`);
  const cause = { reason: 'NamespaceTerminating', message: `namespace ${namespace} is being terminated`, field: 'metadata.namespace' };
  return new ApiStatus(code, reason, message, { ...details, causes: [cause] });
}
