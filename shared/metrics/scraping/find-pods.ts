import type { Kube, KubeObject } from '../../kube/kube.ts';
import { deployments, pods } from '../../kube/resources.ts';
import type { PodsByLabel, PodsOfDeployment } from '../observer.ts';

/** What is read of a pod. */
export interface Pod extends KubeObject {
  spec?: { containers: { ports?: { name?: string; containerPort: number }[] }[] };
  status?: { phase?: string; conditions?: { type: string; status: string }[]; containerStatuses?: { restartCount?: number }[] };
}

interface Deployment extends KubeObject {
  spec: { selector: { matchLabels?: Record<string, string> } };
}

/** The running pods among these; ones that are on their way out are left out. @throws ApiError, Unreachable */
export async function findPods(kube: Kube, wanted: PodsByLabel | PodsOfDeployment): Promise<Pod[]> {
  const { namespace, labelSelectors } = 'deployment' in wanted ? await selectedBy(kube, wanted) : wanted;
  for (const labelSelector of labelSelectors) {
    const { items } = await kube.list<Pod>({ resource: pods, labelSelector, ...(namespace === undefined ? {} : { namespace }) });
    if (items.length > 0) {
      return items.filter(({ metadata, status }) => status?.phase === 'Running' && metadata.deletionTimestamp === undefined);
    }
  }
  return [];
}

async function selectedBy(kube: Kube, { namespace, deployment }: PodsOfDeployment): Promise<PodsByLabel> {
  const found = await kube.get<Deployment>({ resource: deployments, namespace, name: deployment });
  const labels = Object.entries(found?.spec.selector.matchLabels ?? {});
  return { namespace, labelSelectors: labels.length === 0 ? [] : [labels.map(([name, value]) => `${name}=${value}`).join(',')] };
}

/** Which pods were looked for, in words. */
export function describePods(wanted: PodsByLabel | PodsOfDeployment): string {
  if ('deployment' in wanted) {
    return `of deployment ${wanted.deployment}.${wanted.namespace}`;
  }
  const place = wanted.namespace === undefined ? 'any namespace' : `namespace ${wanted.namespace}`;
  return `with label ${wanted.labelSelectors.join(' or ')} in ${place}`;
}
