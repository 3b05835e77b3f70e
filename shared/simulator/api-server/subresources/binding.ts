import type { ApiObject } from '../../api-object.ts';
import type { Cluster } from '../cluster.ts';
import { timestamp } from '../cluster.ts';
import { decodeBody } from '../decode-body.ts';
import type { Call } from '../request.ts';
import { updateObject } from '../write-object.ts';

interface Condition {
  type: string;
  [field: string]: unknown;
}

/** POST of a Binding: the scheduler's word on which node runs a pod. The pod. @throws ApiStatus */
export async function bind(cluster: Cluster, call: Call): Promise<ApiObject> {
  const { target } = decodeBody(call) as { target?: { name?: string } };
  const change = (pod: ApiObject) => ({ ...pod, spec: { ...(pod['spec'] as object), nodeName: target?.name ?? '' } });
  await updateObject(cluster, { ...call, subresource: undefined, verb: 'update' }, change, { dryRun: false, options: {}, manager: undefined });
  return await updateObject(cluster, { ...call, subresource: 'status' }, (pod) => scheduled(pod, timestamp(cluster.clock)), { dryRun: false, options: {}, manager: undefined });
}

function scheduled(pod: ApiObject, now: string): ApiObject {
  const { conditions = [], ...status } = (pod['status'] ?? {}) as { conditions?: Condition[] };
  const others = conditions.filter(({ type }) => type !== 'PodScheduled');
  return { ...pod, status: { ...status, conditions: [...others, { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: now, observedGeneration: pod.metadata.generation ?? 1 }] } };
}
