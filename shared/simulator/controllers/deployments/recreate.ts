import { isTerminal } from '../objects/pod.ts';
import type { Pod } from '../objects/pod.ts';
import type { Deployment } from '../objects/workloads.ts';
import { isControlledBy } from '../ownership/controller-ref.ts';
import { withNewSet } from './new-set.ts';
import { resized } from './resize.ts';
import { activeOf } from './sets.ts';
import type { Sets } from './sets.ts';
import type { Settings } from './settings.ts';

/** One step of strategy Recreate: all old pods go, and once the last has ended, all new ones come. */
export function recreateStep(deployment: Deployment, sets: Sets, pods: readonly Pod[], settings: Settings): Sets {
  if (activeOf(sets.oldSets).length > 0) {
    return { newSet: sets.newSet, oldSets: sets.oldSets.map((set) => resized(set, 0, settings)) };
  }
  if (hasOldPods(sets, pods)) {
    return sets;
  }
  const { newSet, oldSets } = withNewSet(deployment, sets, settings);
  return { oldSets, newSet: newSet && resized(newSet, settings.replicas, settings) };
}

function hasOldPods({ newSet, oldSets }: Sets, pods: readonly Pod[]): boolean {
  return oldSets.some(({ status }) => (status?.replicas ?? 0) > 0)
    || pods.some((pod) => !isTerminal(pod) && !(newSet !== undefined && isControlledBy(pod, newSet)));
}
