import { olderFirst } from '../objects/older-first.ts';
import type { ReplicaSet } from '../objects/workloads.ts';
import { newSizeOf } from './new-set.ts';
import { resized } from './resize.ts';
import { activeOf, allOf, availableOf, sizeOf, totalSizeOf } from './sets.ts';
import type { Sets } from './sets.ts';
import type { Settings } from './settings.ts';

/** One step of a rolling update: the new set grows as far as the surge allows; where it cannot, the old ones shrink as far as availability allows. */
export function rollingStep(sets: Sets, settings: Settings): Sets {
  const grown = growNew(sets, settings);
  return grown.newSet === sets.newSet ? shrinkOld(sets, settings) : grown;
}

function growNew(sets: Sets, settings: Settings): Sets {
  const { newSet, oldSets } = sets;
  if (newSet === undefined) {
    return sets;
  }
  const size = sizeOf(newSet) > settings.replicas ? settings.replicas : newSizeOf(sets, settings);
  return { oldSets, newSet: resized(newSet, size, settings) };
}

/** Pods that may go: what is there beyond the minimum, without counting on new pods that are not available yet. */
function shrinkOld(sets: Sets, settings: Settings): Sets {
  const { newSet, oldSets } = sets;
  const minAvailable = settings.replicas - settings.maxUnavailable;
  const newUnavailable = newSet === undefined ? 0 : sizeOf(newSet) - availableOf(newSet);
  const mayGo = totalSizeOf(allOf(sets)) - minAvailable - newUnavailable;
  if (totalSizeOf(oldSets) === 0 || mayGo <= 0 || activeOf(oldSets).some((set) => availableOf(set) > sizeOf(set))) {
    return sets;
  }
  const withoutUnhealthy = takeAway(oldSets, mayGo, (set) => sizeOf(set) - availableOf(set), settings);
  const available = allOf({ newSet, oldSets }).reduce((sum, set) => sum + availableOf(set), 0);
  return { newSet, oldSets: takeAway(withoutUnhealthy, available - minAvailable, sizeOf, settings) };
}

/** Shrinks the oldest first, each by at most what `share` says, all together by at most `count`. */
function takeAway(sets: readonly ReplicaSet[], count: number, share: (set: ReplicaSet) => number, settings: Settings): ReplicaSet[] {
  let left = Math.max(0, count);
  return [...sets].sort(olderFirst).map((set) => {
    const taken = Math.min(left, share(set), sizeOf(set));
    left -= taken;
    return resized(set, sizeOf(set) - taken, settings);
  });
}
