import type { ApiObject } from '../../api-object.ts';
import type { Cluster } from '../cluster.ts';
import { decodeObject } from '../decode-body.ts';
import type { Call } from '../request.ts';
import { createObject } from '../write-object.ts';
import { writeOptionsOf } from '../write-request.ts';

/** POST of a collection. @throws ApiStatus */
export function create(cluster: Cluster, call: Call): Promise<ApiObject> {
  return createObject(cluster, call, decodeObject(call), writeOptionsOf(call, 'CreateOptions'));
}
