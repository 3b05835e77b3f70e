import { heldBy } from '../shared/api/annotations.ts';
import type { Canary } from '../shared/api/canary.ts';
import { planOf } from '../shared/engine/plan.ts';
import type { Plan } from '../shared/engine/plan.ts';
import type { Kube, KubeObject } from '../shared/kube/kube.ts';
import { routerOf } from '../shared/routing/router-for.ts';
import { canaryWorkloadName } from '../shared/workloads/canary-workload.ts';
import type { WorkloadKind } from '../shared/workloads/workload.ts';
import { workloadFor } from '../shared/workloads/workload-for.ts';
import { canaryView } from './view/canary-view.ts';
import type { PodsView } from './view/canary-view.ts';
import type { Subject } from './view/format.ts';

/** A Canary with the workloads around it, read once. What may not be read is left out. */
export async function readSubject(kube: Kube, canary: Canary): Promise<Subject> {
  const kind = workloadFor(canary.spec.targetRef.kind);
  const read = (name: string) => (kind === undefined ? undefined : kube.get({ resource: kind.resource, namespace: canary.metadata.namespace ?? kube.namespace, name }).catch(() => undefined));
  const target = canary.spec.targetRef.name;
  const [stable, tried] = await Promise.all([read(target), read(canaryWorkloadName(target))]);
  const view = canaryView(canary, {
    held: stable === undefined ? undefined : stable.metadata.annotations?.[heldBy] !== undefined,
    stablePods: podsOf(kind, stable),
    canaryPods: podsOf(kind, tried),
    plan: planned(canary),
  });
  return { canary, view };
}

function podsOf(kind: WorkloadKind | undefined, workload: KubeObject | undefined): PodsView | undefined {
  return kind === undefined || workload === undefined ? undefined : { available: kind.availableReplicas(workload), replicas: kind.replicas(workload) };
}

/** A Canary with an unknown router can still be shown. */
function planned(canary: Canary): Plan | undefined {
  try {
    return planOf(canary, routerOf(canary));
  } catch {
    return undefined;
  }
}
