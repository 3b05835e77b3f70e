import { olderFirst } from '../objects/older-first.ts';
import type { Deployment, ReplicaSet } from '../objects/workloads.ts';
import { desiredReplicasOf, maxReplicasOf } from './annotations.ts';
import { resized, withSize } from './resize.ts';
import { activeOf, allOf, availableOf, sizeOf, totalSizeOf } from './sets.ts';
import type { Sets } from './sets.ts';
import type { Settings } from './settings.ts';

/** Whether the Deployment has another size than when its ReplicaSets were scaled: then it is scaled before anything is rolled. */
export function isScaling(sets: Sets, { replicas }: Settings): boolean {
  return activeOf(allOf(sets)).map(desiredReplicasOf).some((desired) => desired !== undefined && desired !== replicas);
}

/** Gives the Deployment's size to the only ReplicaSet with pods, or to the newest; in the middle of a rollout, to each its share. */
export function scaled(deployment: Deployment, sets: Sets, settings: Settings): Sets {
  const { newSet, oldSets } = sets;
  const target = activeOrLatest(sets);
  if (target !== undefined) {
    return replaced(sets, [resized(target, settings.replicas, settings)]);
  }
  if (newSet !== undefined && isSaturated(newSet, settings)) {
    return { newSet, oldSets: oldSets.map((set) => resized(set, 0, settings)) };
  }
  return settings.isRolling ? replaced(sets, proportionally(deployment, activeOf(allOf(sets)), settings)) : sets;
}

/** Undefined where there are several with pods. */
function activeOrLatest(sets: Sets): ReplicaSet | undefined {
  const active = activeOf(allOf(sets));
  if (active.length > 1) {
    return undefined;
  }
  return active[0] ?? sets.newSet ?? [...sets.oldSets].sort(olderFirst).at(-1);
}

/** Whether the new set has all pods, and they are available. */
function isSaturated(newSet: ReplicaSet, { replicas }: Settings): boolean {
  return sizeOf(newSet) === replicas && desiredReplicasOf(newSet) === replicas && availableOf(newSet) === replicas;
}

/** Spreads the pods to add, or to take away, by the sizes that the sets have now; what rounding leaves over goes to the largest. */
function proportionally(deployment: Deployment, active: readonly ReplicaSet[], settings: Settings): ReplicaSet[] {
  const allowed = settings.replicas > 0 ? settings.replicas + settings.maxSurge : 0;
  const toAdd = allowed - totalSizeOf(active);
  const sets = [...active].sort((one, other) => sizeOf(other) - sizeOf(one) || (toAdd > 0 ? olderFirst(other, one) : olderFirst(one, other)));
  let added = 0;
  const sizes = sets.map((set) => {
    const change = withinLimit(shareOf(deployment, set, settings), toAdd - added);
    added += change;
    return sizeOf(set) + change;
  });
  return sets.map((set, index) => withSize(set, Math.max(0, sizes[index]! + (index === 0 ? toAdd - added : 0)), settings));
}

/** A share of what is left to add, or where that is below 0, to take away. */
function withinLimit(share: number, left: number): number {
  if (left === 0) {
    return 0;
  }
  return left > 0 ? Math.min(share, left) : Math.max(share, left);
}

/** How many pods a set gains (or loses) where it keeps its share of the Deployment's largest size. */
function shareOf({ status }: Deployment, set: ReplicaSet, { replicas, maxSurge }: Settings): number {
  if (replicas === 0) {
    return -sizeOf(set);
  }
  const before = maxReplicasOf(set) || (status?.replicas ?? 0);
  return before === 0 ? 0 : Math.round((sizeOf(set) * (replicas + maxSurge)) / before) - sizeOf(set);
}

function replaced({ newSet, oldSets }: Sets, changed: readonly ReplicaSet[]): Sets {
  const newest = <T extends ReplicaSet | undefined>(set: T): T => (changed.find(({ metadata: { name } }) => name === set?.metadata.name) as T) ?? set;
  return { newSet: newest(newSet), oldSets: oldSets.map(newest) };
}
