import type { ApiObject } from '../../api-object.ts';
import type { Cluster } from '../cluster.ts';
import { decodeObject } from '../decode-body.ts';
import type { Call } from '../request.ts';
import { updateObject } from '../write-object.ts';

/** PUT of a Namespace's finalizers: the namespace controller's word that nothing is in it any more. @throws ApiStatus */
export function finalize(cluster: Cluster, call: Call): Promise<ApiObject> {
  const { spec } = decodeObject(call) as { spec?: { finalizers?: string[] } };
  const change = (before: ApiObject) => ({ ...before, spec: { ...(before['spec'] as object), finalizers: spec?.finalizers ?? [] } });
  return updateObject(cluster, { ...call, subresource: undefined }, change, { dryRun: false, options: {}, manager: undefined });
}
