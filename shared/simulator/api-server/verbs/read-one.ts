import type { ApiObject } from '../../api-object.ts';
import { notFound } from '../api-status.ts';
import type { Cluster } from '../cluster.ts';
import type { Call } from '../request.ts';

/** The object, as it was so many versions ago where a fault says so. @throws ApiStatus 404 */
export function readOne({ store }: Cluster, { definition, namespace, name }: Call, staleVersions = 0): ApiObject {
  const found = staleVersions === 0
    ? store.get(definition, namespace, name)
    : store.listAt(definition, store.version - staleVersions, namespace).find(({ metadata }) => metadata.name === name);
  if (found === undefined) {
    throw notFound(definition, name);
  }
  return found;
}
