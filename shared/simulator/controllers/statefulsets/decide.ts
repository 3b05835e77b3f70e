import { amountOf } from '../objects/int-or-percent.ts';
import { isAvailable, isReady, isTerminal, isTerminating } from '../objects/pod.ts';
import type { Pod } from '../objects/pod.ts';
import type { PodTemplate, StatefulSet } from '../objects/workloads.ts';
import { ordinalOf, revisionOf, statefulPod } from './stateful-pod.ts';

export interface Revision {
  readonly name: string;
  readonly template: PodTemplate;
}

export interface Observed {
  readonly set: StatefulSet;
  /** Its own, named after it. */
  readonly pods: readonly Pod[];
  /** What pods that are not updated yet are of. */
  readonly current: Revision;
  /** Of the present template. */
  readonly update: Revision;
}

export interface PodChanges {
  readonly create: readonly Pod[];
  readonly remove: readonly Pod[];
}

interface Place {
  readonly ordinal: number;
  readonly pod: Pod | undefined;
}

const nothing: PodChanges = { create: [], remove: [] };

/**
 * What to do next. In order, one pod at a time, each waiting for those before it: make what is missing, take away what is too much from the
 * end, replace what is old from the end. With podManagementPolicy Parallel the first two wait for nothing.
 */
export function decide(observed: Observed, now: Date): PodChanges {
  const { set } = observed;
  if (set.metadata.deletionTimestamp !== undefined) {
    return nothing;
  }
  const places = placesOf(observed);
  const surplus = surplusOf(observed);
  const changes = isParallel(set) ? allAtOnce(observed, places, surplus) : oneAfterTheOther(observed, places, surplus, now);
  if (changes === 'waiting') {
    return nothing;
  }
  const isBusy = changes.create.length > 0 || (changes.remove.length > 0 && !isParallel(set));
  if (isBusy || set.spec.updateStrategy?.type === 'OnDelete') {
    return changes;
  }
  return { create: [], remove: [...new Set([...changes.remove, ...replacements(observed, places, now)])] };
}

function isParallel({ spec }: StatefulSet): boolean {
  return spec.podManagementPolicy === 'Parallel';
}

function startOf({ spec }: StatefulSet): number {
  return spec.ordinals?.start ?? 0;
}

function placesOf({ set, pods }: Observed): Place[] {
  const ordinals = Array.from({ length: set.spec.replicas ?? 1 }, (_, index) => startOf(set) + index);
  return ordinals.map((ordinal) => ({ ordinal, pod: pods.find((pod) => ordinalOf(pod, set) === ordinal) }));
}

/** Pods beyond the wanted ordinals, the last first. */
function surplusOf({ set, pods }: Observed): Pod[] {
  const [first, end] = [startOf(set), startOf(set) + (set.spec.replicas ?? 1)];
  const ordinal = (pod: Pod) => ordinalOf(pod, set) ?? first;
  return pods.filter((pod) => ordinal(pod) < first || ordinal(pod) >= end).sort((one, other) => ordinal(other) - ordinal(one));
}

function allAtOnce(observed: Observed, places: readonly Place[], surplus: readonly Pod[]): PodChanges {
  const ended = places.map(({ pod }) => pod).filter((pod) => pod !== undefined && isTerminal(pod) && !isTerminating(pod)) as Pod[];
  const missing = places.filter(({ pod }) => pod === undefined);
  return { create: missing.map(({ ordinal }) => podAt(observed, ordinal)), remove: [...ended, ...surplus.filter((pod) => !isTerminating(pod))] };
}

function oneAfterTheOther(observed: Observed, places: readonly Place[], surplus: readonly Pod[], now: Date): PodChanges | 'waiting' {
  for (const { ordinal, pod } of places) {
    if (pod === undefined) {
      return { create: [podAt(observed, ordinal)], remove: [] };
    }
    if (isTerminal(pod)) {
      return isTerminating(pod) ? 'waiting' : { create: [], remove: [pod] };
    }
    if (isUnavailable(observed, pod, now)) {
      return 'waiting';
    }
  }
  const [last] = surplus;
  if (last === undefined) {
    return nothing;
  }
  // All pods to stay are available here. One that is not waits for an unavailable one of a lower ordinal.
  const firstUnavailable = surplus.findLast((pod) => isUnavailable(observed, pod, now));
  const mustWait = isTerminating(last) || (isUnavailable(observed, last, now) && last !== firstUnavailable);
  return mustWait ? 'waiting' : { create: [], remove: [last] };
}

/** Which old pods are deleted now, from the last ordinal down to the partition, as many as may be unavailable. */
function replacements(observed: Observed, places: readonly Place[], now: Date): Pod[] {
  const { set, update } = observed;
  const { partition = 0, maxUnavailable = 1 } = set.spec.updateStrategy?.rollingUpdate ?? {};
  const unavailable = places.filter(({ pod }) => pod === undefined || isUnavailable(observed, pod, now)).length;
  const budget = Math.max(1, amountOf(maxUnavailable, places.length, 'down')) - unavailable;
  const old = places.filter(({ ordinal, pod }) => ordinal >= startOf(set) + partition && pod !== undefined && revisionOf(pod) !== update.name && !isTerminating(pod)).map(({ pod }) => pod!).reverse();
  if (!isParallel(set)) {
    return old.slice(0, Math.max(0, budget));
  }
  const broken = old.filter((pod) => isUnavailable(observed, pod, now));
  return [...broken, ...old.filter((pod) => !broken.includes(pod)).slice(0, Math.max(0, budget))];
}

function isUnavailable({ set }: Observed, pod: Pod, now: Date): boolean {
  return isTerminating(pod) || pod.status?.phase !== 'Running' || !isReady(pod) || !isAvailable(pod, set.spec.minReadySeconds ?? 0, now);
}

/** A pod below the partition is made of the current revision again; so are, where there is no partition, as many as still are of it. */
function podAt({ set, current, update }: Observed, ordinal: number): Pod {
  const { type = 'RollingUpdate', rollingUpdate } = set.spec.updateStrategy ?? {};
  const kept = rollingUpdate?.partition ?? (type === 'RollingUpdate' && rollingUpdate === undefined ? set.status?.currentReplicas ?? 0 : 0);
  return statefulPod(set, ordinal, ordinal < startOf(set) + kept ? current : update);
}
