import type { ApiObject } from '../../api-object.ts';
import { ApiStatus } from '../api-status.ts';
import type { Cluster } from '../cluster.ts';
import type { Call } from '../request.ts';
import { deleteObject, deleteOptionsOf } from './delete.ts';
import { list } from './list.ts';

/** DELETE of a collection: all that the request selects, one after the other. What it was. @throws ApiStatus */
export async function deleteCollection(cluster: Cluster, call: Call): Promise<ApiObject[]> {
  const options = deleteOptionsOf(call);
  const deleted: ApiObject[] = [];
  for (const { metadata: { name } } of list(cluster, call).items) {
    try {
      deleted.push((await deleteObject(cluster, { ...call, name }, options)).object);
    } catch (error) {
      if (!(error instanceof ApiStatus && error.code === 404)) {
        throw error;
      }
    }
  }
  return deleted;
}
