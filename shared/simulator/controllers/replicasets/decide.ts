import { conditionOf } from '../objects/condition.ts';
import type { Condition } from '../objects/condition.ts';
import { hasLabels } from '../objects/label-selector.ts';
import { isActive, isAvailable, isReady, isTerminal, isTerminating } from '../objects/pod.ts';
import type { Pod } from '../objects/pod.ts';
import { timestamp } from '../objects/timestamp.ts';
import { withoutZeros } from '../objects/without-zeros.ts';
import type { ReplicaSet, ReplicaSetStatus } from '../objects/workloads.ts';
import { inDeletionOrder } from './deletion-order.ts';

export interface PodChanges {
  readonly create: number;
  readonly remove: readonly Pod[];
}

/** So many pods are made or deleted at most before the next look. */
const burst = 500;

/** What its pods lack, or have too much of. Those that have ended or are being deleted do not count. */
export function podChanges({ metadata, spec }: ReplicaSet, pods: readonly Pod[]): PodChanges {
  const active = pods.filter(isActive);
  const surplus = active.length - (spec.replicas ?? 1);
  if (metadata.deletionTimestamp !== undefined || surplus === 0) {
    return { create: 0, remove: [] };
  }
  return surplus < 0 ? { create: Math.min(-surplus, burst), remove: [] } : { create: 0, remove: inDeletionOrder(active).slice(0, Math.min(surplus, burst)) };
}

/** What its pods come to. `failure` is what kept it from making or deleting some just now. */
export function statusOf(set: ReplicaSet, pods: readonly Pod[], failure: Error | undefined, now: Date): ReplicaSetStatus {
  const active = pods.filter(isActive);
  const { minReadySeconds = 0, template } = set.spec;
  return {
    ...withoutZeros<Omit<ReplicaSetStatus, 'replicas'>>({
      fullyLabeledReplicas: active.filter(({ metadata }) => hasLabels(metadata.labels, template.metadata?.labels ?? {})).length,
      readyReplicas: active.filter(isReady).length,
      availableReplicas: active.filter((pod) => isAvailable(pod, minReadySeconds, now)).length,
      observedGeneration: set.metadata.generation,
      conditions: conditionsOf(set, active.length, failure, now),
    }),
    replicas: active.length,
    terminatingReplicas: pods.filter((pod) => isTerminating(pod) && !isTerminal(pod)).length,
  };
}

function conditionsOf({ spec, status }: ReplicaSet, count: number, failure: Error | undefined, now: Date): readonly Condition[] {
  const others = (status?.conditions ?? []).filter(({ type }) => type !== 'ReplicaFailure');
  if (failure === undefined) {
    return others;
  }
  const before = conditionOf(status, 'ReplicaFailure');
  const reason = count < (spec.replicas ?? 1) ? 'FailedCreate' : 'FailedDelete';
  return [...others, before ?? { type: 'ReplicaFailure', status: 'True', reason, message: failure.message, lastTransitionTime: timestamp(now) }];
}
