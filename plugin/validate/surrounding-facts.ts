import type { AlertProvider } from '../../shared/api/alert-provider.ts';
import type { Canary } from '../../shared/api/canary.ts';
import { group } from '../../shared/api/group.ts';
import type { MetricTemplate } from '../../shared/api/metric-template.ts';
import { namespaceOf } from '../../shared/api/namespace-of.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import type { CanaryFacts, Fact, Service } from '../../shared/validation/canary-facts.ts';
import { canaryWorkloadName } from '../../shared/workloads/canary-workload.ts';

/** What the files say about the surroundings of a Canary. What they do not say may be in the cluster all the same: it is unknown, not absent. */
export function surroundingFacts(canary: Canary, objects: readonly KubeObject[]): CanaryFacts {
  const namespace = namespaceOf(canary);
  const near = objects.filter((object) => namespaceOf(object) === namespace);
  const { kind, name } = canary.spec.targetRef;
  const workload = (wanted: string): Fact<KubeObject> => near.find((object) => object.apiVersion.startsWith('apps/') && object.kind === kind && object.metadata.name === wanted) ?? 'unknown';
  const ours = <T extends KubeObject>(wanted: string): readonly T[] => objects.filter((object) => object.apiVersion.startsWith(`${group}/`) && object.kind === wanted) as T[];
  return {
    target: workload(name),
    canaryWorkload: workload(canaryWorkloadName(name)),
    canaries: ours<Canary & KubeObject>('Canary').filter((other) => namespaceOf(other) === namespace && other.metadata.name !== canary.metadata.name),
    services: near.filter(({ apiVersion, kind: each }) => apiVersion === 'v1' && each === 'Service') as Service[],
    missingResources: [],
    metricTemplates: byKey(ours<MetricTemplate & KubeObject>('MetricTemplate')),
    alertProviders: byKey(ours<AlertProvider & KubeObject>('AlertProvider')),
  };
}

function byKey<T extends KubeObject>(objects: readonly T[]): Map<string, T> {
  return new Map(objects.map((object) => [`${object.metadata.name}.${object.metadata.namespace ?? 'default'}`, object]));
}
