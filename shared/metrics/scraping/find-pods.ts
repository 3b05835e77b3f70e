import type { Kube, KubeObject } from '../../kube/kube.ts';
import { pods } from '../../kube/resources.ts';
import type { PodsByLabel } from '../observer.ts';

/** What is read of a pod. */
export interface Pod extends KubeObject {
  spec?: { containers: { ports?: { name?: string; containerPort: number }[] }[] };
  status?: { phase?: string; conditions?: { type: string; status: string }[]; containerStatuses?: { restartCount?: number }[] };
}

/** The running pods among these; ones that are on their way out are left out. @throws ApiError, Unreachable */
export async function findPods(kube: Kube, { namespace, labelSelectors }: PodsByLabel): Promise<Pod[]> {
  for (const labelSelector of labelSelectors) {
    const { items } = await kube.list<Pod>({ resource: pods, labelSelector, ...(namespace === undefined ? {} : { namespace }) });
    if (items.length > 0) {
      return items.filter(({ metadata, status }) => status?.phase === 'Running' && metadata.deletionTimestamp === undefined);
    }
  }
  return [];
}

/** Which pods were looked for, in words. */
export function describePods({ namespace, labelSelectors }: PodsByLabel): string {
  const place = namespace === undefined ? 'any namespace' : `namespace ${namespace}`;
  return `with label ${labelSelectors.join(' or ')} in ${place}`;
}
