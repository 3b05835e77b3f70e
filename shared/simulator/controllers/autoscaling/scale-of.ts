import { ApiError } from '../../../kube/kube.ts';
import type { Kube, ObjectReference } from '../../../kube/kube.ts';
import { objectPath } from '../../../kube/paths.ts';
import type { Resource } from '../../../kube/resources.ts';
import type { HorizontalPodAutoscaler } from '../objects/autoscaler.ts';

/** What an autoscaler scales. @throws Error where the cluster has no such kind */
export function targetOf({ metadata: { namespace = '' }, spec: { scaleTargetRef: { apiVersion = 'v1', kind, name } } }: HorizontalPodAutoscaler, resources: readonly Resource[]): ObjectReference {
  const resource = resources.find((each) => each.kind === kind && groupOf(each.apiVersion) === groupOf(apiVersion));
  if (resource === undefined) {
    throw new Error(`no matches for kind "${kind}" in group "${groupOf(apiVersion)}"`);
  }
  return { resource, namespace, name };
}

/** How many replicas a target asks for, by its scale subresource. @throws ApiError */
export async function replicasOf(kube: Kube, target: ObjectReference): Promise<number> {
  const { status, text } = await kube.request(`${objectPath(target)}/scale`);
  const answer = JSON.parse(text) as { spec?: { replicas?: number }; reason?: string; message?: string };
  if (status !== 200) {
    throw new ApiError(status, answer.reason ?? 'Unknown', answer.message ?? `HTTP ${status}`);
  }
  return answer.spec?.replicas ?? 0;
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0]! : '';
}
