import type { Deployment, DeploymentStatus, ReplicaSet } from '../objects/workloads.ts';
import { withoutZeros } from '../objects/without-zeros.ts';
import { condition, withCondition } from './conditions.ts';
import type { Conditions } from './conditions.ts';
import { allOf, availableOf, totalSizeOf } from './sets.ts';
import type { Sets } from './sets.ts';
import type { Settings } from './settings.ts';

/** What a Deployment's ReplicaSets come to, and whether enough pods are available. The other conditions stay as they are given. */
export function countedStatus(deployment: Deployment, sets: Sets, settings: Settings, conditions: Conditions, now: Date): DeploymentStatus {
  const all = allOf(sets);
  const sum = (count: (set: ReplicaSet) => number | undefined) => all.reduce((total, set) => total + (count(set) ?? 0), 0);
  const available = sum(availableOf);
  return {
    ...withoutZeros<DeploymentStatus>({
      observedGeneration: deployment.metadata.generation,
      replicas: sum(({ status }) => status?.replicas),
      updatedReplicas: sets.newSet?.status?.replicas,
      readyReplicas: sum(({ status }) => status?.readyReplicas),
      availableReplicas: available,
      unavailableReplicas: Math.max(0, totalSizeOf(all) - available),
      collisionCount: deployment.status?.collisionCount,
      conditions: [...withCondition(conditions, availability(available >= settings.replicas - settings.maxUnavailable, now))],
    }),
    terminatingReplicas: sum(({ status }) => status?.terminatingReplicas),
  };
}

function availability(isMet: boolean, now: Date) {
  return isMet
    ? condition('Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.', now)
    : condition('Available', 'False', 'MinimumReplicasUnavailable', 'Deployment does not have minimum availability.', now);
}
