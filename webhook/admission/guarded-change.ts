import { heldBy } from '../../shared/api/annotations.ts';
import type { Canary } from '../../shared/api/canary.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import type { Change } from '../../shared/workloads/hold.ts';
import { workloadFor } from '../../shared/workloads/workload-for.ts';
import type { WorkloadKind } from '../../shared/workloads/workload.ts';
import type { Review } from './review.ts';

/** Whether it is the UPDATE of a workload of a kind that can be held. */
export function isWorkloadUpdate(review: Review): boolean {
  return review.operation === 'UPDATE' && review.subresource === undefined && kindOf(review) !== undefined;
}

/** The change with the Canary that targets its workload; undefined where none does. */
export function guardedChange(review: Review, canaries: readonly Canary[]): Change | undefined {
  const { object, oldObject } = review;
  const kind = kindOf(review);
  if (kind === undefined || object === undefined || oldObject === undefined) {
    return undefined;
  }
  const canary = guardOf(kind, oldObject, canaries);
  return canary === undefined ? undefined : { kind, old: oldObject, new: object, canary };
}

function kindOf({ group, kind }: Review): WorkloadKind | undefined {
  const found = workloadFor(kind);
  return found !== undefined && found.resource.apiVersion.startsWith(`${group}/`) ? found : undefined;
}

/**
 * Two Canaries on one target are refused when the second is made, but not while no webhook answers: then the one that holds it goes
 * on, else the one that was there first.
 */
function guardOf({ kind }: WorkloadKind, { metadata }: KubeObject, canaries: readonly Canary[]): Canary | undefined {
  const guards = canaries.filter((canary) =>
    canary.spec.targetRef.kind === kind && canary.spec.targetRef.name === metadata.name
    && canary.metadata.namespace === metadata.namespace && canary.metadata.deletionTimestamp === undefined);
  return guards.find(({ metadata: { name } }) => name === metadata.annotations?.[heldBy]) ?? guards.sort(byAge)[0];
}

function byAge({ metadata: a }: Canary, { metadata: b }: Canary): number {
  return (a.creationTimestamp ?? '').localeCompare(b.creationTimestamp ?? '') || a.name.localeCompare(b.name);
}
