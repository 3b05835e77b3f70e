import { olderFirst } from '../objects/older-first.ts';
import type { ReplicaSet } from '../objects/workloads.ts';
import { revisionOf } from './annotations.ts';
import { sizeOf } from './sets.ts';
import type { Settings } from './settings.ts';

/** The old ReplicaSets beyond the history limit, those of the oldest revisions first. One that may still have pods stays, and still counts. */
export function beyondHistory(oldSets: readonly ReplicaSet[], { historyLimit }: Settings): ReplicaSet[] {
  const living = oldSets.filter(({ metadata }) => metadata.deletionTimestamp === undefined).sort((one, other) => revisionOf(one) - revisionOf(other) || olderFirst(one, other));
  const tooMany = historyLimit === undefined ? 0 : Math.max(0, living.length - historyLimit);
  return living.slice(0, tooMany).filter(isEmpty);
}

function isEmpty(set: ReplicaSet): boolean {
  return sizeOf(set) === 0 && (set.status?.replicas ?? 0) === 0 && (set.metadata.generation ?? 0) <= (set.status?.observedGeneration ?? 0);
}
