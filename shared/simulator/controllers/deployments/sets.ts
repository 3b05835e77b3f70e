import { olderFirst } from '../objects/older-first.ts';
import { areEqualTemplates } from '../objects/template-hash.ts';
import type { Deployment, ReplicaSet } from '../objects/workloads.ts';

/** The ReplicaSets of a Deployment. Steps of a rollout make new ones of those that they change, and leave the others as they are. */
export interface Sets {
  /** Of the present template; undefined where there is none yet. */
  readonly newSet: ReplicaSet | undefined;
  readonly oldSets: readonly ReplicaSet[];
}

/** Finds the one of the present template; the oldest where there are several. */
export function sortOut({ spec: { template } }: Deployment, replicaSets: readonly ReplicaSet[]): Sets {
  const byAge = [...replicaSets].sort(olderFirst);
  const newSet = byAge.find((set) => areEqualTemplates(set.spec.template, template));
  return { newSet, oldSets: byAge.filter((set) => set !== newSet) };
}

/** All of them, the new one last. */
export function allOf({ newSet, oldSets }: Sets): ReplicaSet[] {
  return newSet === undefined ? [...oldSets] : [...oldSets, newSet];
}

/** Those that ask for pods. */
export function activeOf(sets: readonly ReplicaSet[]): ReplicaSet[] {
  return sets.filter((set) => sizeOf(set) > 0);
}

/** The pods that it asks for. */
export function sizeOf({ spec }: ReplicaSet): number {
  return spec.replicas ?? 1;
}

/** The pods that these ask for. */
export function totalSizeOf(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, set) => sum + sizeOf(set), 0);
}

/** How many of its pods are available. */
export function availableOf({ status }: ReplicaSet): number {
  return status?.availableReplicas ?? 0;
}
