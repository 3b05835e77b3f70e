import type { Canary } from '../../shared/api/canary.ts';
import { namespaceOf } from '../../shared/api/namespace-of.ts';
import { ApiError } from '../../shared/kube/kube.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { replicaSets } from '../../shared/kube/resources.ts';
import { containerImages } from '../../shared/workloads/container-images.ts';
import { templateHash } from '../../shared/workloads/template-hash.ts';
import type { PodTemplate } from '../../shared/workloads/workload.ts';
import type { Images } from './image-change.ts';

interface ReplicaSet extends KubeObject {
  spec: { template: PodTemplate };
}

/** The images of the target's templates that Kubernetes still has, by the templates' hashes; none where this user may not read them. */
export async function readImages(kube: Kube, canary: Canary): Promise<Map<string, Images>> {
  const { kind, name } = canary.spec.targetRef;
  const items = await list(kube, namespaceOf(canary));
  const owned = items.filter(({ metadata }) => metadata.ownerReferences?.some((owner) => owner.kind === kind && owner.name === name));
  return new Map(owned.map(({ spec: { template } }) => [templateHash(template), containerImages(template)]));
}

async function list(kube: Kube, namespace: string): Promise<readonly ReplicaSet[]> {
  try {
    return (await kube.list<ReplicaSet>({ resource: replicaSets, namespace })).items;
  } catch (error) {
    if (error instanceof ApiError && (error.code === 401 || error.code === 403)) {
      return [];
    }
    throw error;
  }
}
