import type { EventNote } from '../loop/event-recorder.ts';
import type { ReplicaSet } from '../objects/workloads.ts';
import { replicasAnnotations } from './annotations.ts';
import { sizeOf } from './sets.ts';
import type { Settings } from './settings.ts';

/** The ReplicaSet at another size, with the Deployment's size noted on it; itself where it has that size. */
export function resized(set: ReplicaSet, replicas: number, settings: Settings): ReplicaSet {
  return sizeOf(set) === replicas ? set : withSize(set, replicas, settings);
}

/** The ReplicaSet at this size with the Deployment's size noted on it, even where only the note is new. */
export function withSize(set: ReplicaSet, replicas: number, settings: Settings): ReplicaSet {
  const noted = replicasAnnotations(settings);
  const isNoted = Object.entries(noted).every(([name, value]) => set.metadata.annotations?.[name] === value);
  if (isNoted && sizeOf(set) === replicas) {
    return set;
  }
  return { ...set, metadata: { ...set.metadata, annotations: { ...set.metadata.annotations, ...noted } }, spec: { ...set.spec, replicas } };
}

/** What `kubectl describe deployment` tells of it; undefined where the size stays. */
export function scalingNote(before: ReplicaSet | undefined, after: ReplicaSet): EventNote | undefined {
  const from = before === undefined ? 0 : sizeOf(before);
  const to = sizeOf(after);
  if (from === to) {
    return undefined;
  }
  return { type: 'Normal', reason: 'ScalingReplicaSet', message: `Scaled ${to > from ? 'up' : 'down'} replica set ${after.metadata.name} from ${from} to ${to}` };
}
