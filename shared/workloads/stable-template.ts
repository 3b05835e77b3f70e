import { Failure } from '../errors.ts';
import type { Kube, KubeObject } from '../kube/kube.ts';
import { replicaSets } from '../kube/resources.ts';
import { templateHash } from './template-hash.ts';
import type { PodTemplate, WorkloadKind } from './workload.ts';

interface ReplicaSet extends KubeObject {
  spec: { template: PodTemplate };
}

/**
 * The template of this hash as Kubernetes still has it, in one of the target's ReplicaSets: what to go back to.
 * @throws Failure where no ReplicaSet has it any more.
 */
export async function readStableTemplate(kube: Kube, kind: WorkloadKind, target: KubeObject, hash: string): Promise<PodTemplate> {
  const labelSelector = Object.entries(kind.selector(target)).map(([key, value]) => `${key}=${value}`).join(',');
  const { items } = await kube.list<ReplicaSet>({ resource: replicaSets, namespace: target.metadata.namespace ?? 'default', labelSelector });
  const owned = items.filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === target.metadata.uid));
  const found = owned.find(({ spec }) => templateHash(spec.template) === hash);
  if (found === undefined) {
    throw new Failure('refused', `the stable template ${hash} of ${target.metadata.name} is in none of its ${owned.length} ReplicaSets`, { next: 'apply the version you want to serve again' });
  }
  return withoutHashLabel(found.spec.template);
}

function withoutHashLabel(template: PodTemplate): PodTemplate {
  const { 'pod-template-hash': _hash, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}
