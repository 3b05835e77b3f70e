import type { Deployment, ReplicaSet } from '../objects/workloads.ts';
import type { Settings } from './settings.ts';

export const revision = 'deployment.kubernetes.io/revision';
const revisionHistory = 'deployment.kubernetes.io/revision-history';
const desiredReplicas = 'deployment.kubernetes.io/desired-replicas';
const maxReplicas = 'deployment.kubernetes.io/max-replicas';
/** What a Deployment and its ReplicaSets do not share. */
const notCopied: readonly string[] = [revision, revisionHistory, desiredReplicas, maxReplicas, 'kubectl.kubernetes.io/last-applied-configuration', 'deprecated.deployment.rollback.to'];
/** A ReplicaSet that was rolled back to again and again forgets its oldest revisions at this length. */
const longestHistory = 2000;

/** The number of a ReplicaSet's revision; 0 where it has none. */
export function revisionOf({ metadata }: ReplicaSet): number {
  return Number(metadata.annotations?.[revision] ?? 0) || 0;
}

/** The revision that comes after all of these. */
export function nextRevision(oldSets: readonly ReplicaSet[]): number {
  return Math.max(0, ...oldSets.map(revisionOf)) + 1;
}

/** The size of the Deployment when the ReplicaSet was last scaled; undefined where it does not say. */
export function desiredReplicasOf(set: ReplicaSet): number | undefined {
  return numberIn(set, desiredReplicas);
}

/** The largest size of the Deployment when the ReplicaSet was last scaled; undefined where it does not say. */
export function maxReplicasOf(set: ReplicaSet): number | undefined {
  return numberIn(set, maxReplicas);
}

function numberIn({ metadata }: ReplicaSet, name: string): number | undefined {
  const value = metadata.annotations?.[name];
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** The annotations by which a later scaling knows the proportions. */
export function replicasAnnotations({ replicas, maxSurge }: Settings): Record<string, string> {
  return { [desiredReplicas]: String(replicas), [maxReplicas]: String(replicas + maxSurge) };
}

/** The annotations of the ReplicaSet of the present template: the Deployment's own, and a revision above all others, the earlier one noted. */
export function newSetAnnotations(deployment: Deployment, own: Readonly<Record<string, string>> | undefined, number: number): Record<string, string> {
  const shared = Object.fromEntries(Object.entries(deployment.metadata.annotations ?? {}).filter(([name]) => !notCopied.includes(name)));
  const annotations = { ...own, ...shared };
  const before = annotations[revision];
  if (Number(before ?? 0) >= number) {
    return annotations;
  }
  const history = before === undefined ? {} : { [revisionHistory]: withRevision(annotations[revisionHistory], before) };
  return { ...annotations, ...history, [revision]: String(number) };
}

function withRevision(history: string | undefined, number: string): string {
  const numbers = [...(history ?? '').split(',').filter((each) => each !== ''), number];
  while (numbers.join(',').length > longestHistory) {
    numbers.shift();
  }
  return numbers.join(',');
}
