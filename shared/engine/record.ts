import type { Canary, CanaryStatus } from '../api/canary.ts';
import type { Kube } from '../kube/kube.ts';
import { canaries } from '../kube/resources.ts';
import { conditionsOf } from './conditions.ts';
import { rolloutsAfter } from './rollout-log.ts';

/** A partial status: what is named replaces, undefined takes away. */
export type StatusRecord = Partial<CanaryStatus>;

/** What else goes into the record. */
export interface Circumstances {
  readonly because: string;
  readonly now: Date;
  /** The image of each container of the target's template, for the log of rollouts. */
  readonly images?: Readonly<Record<string, string>> | undefined;
}

const historyLength = 50;

/**
 * Writes down what was done: one patch of the status, refused where anyone else wrote since `canary` was read (so a driver that lost its
 * lease cannot write). Nothing is sent where nothing changes.
 * @returns the Canary as it is now.
 */
export async function record(kube: Kube, canary: Canary, changes: StatusRecord, { because, now, images }: Circumstances): Promise<Canary> {
  const before: CanaryStatus = canary.status ?? {};
  const observedGeneration = canary.metadata.generation ?? 0;
  const after = withRecord(before, { ...changes, because, observedGeneration });
  if (same(before, after)) {
    return canary;
  }
  const at = now.toISOString();
  const rollouts = rolloutsAfter({ canary, before, after, at, images });
  const status: StatusRecord = {
    ...changes,
    because,
    observedGeneration,
    conditions: conditionsOf(before, after, canary, at),
    ...(before.because === because && before.phase === after.phase && before.canaryWeight === after.canaryWeight ? {} : { history: withEntry(before, after, at) }),
    ...(rollouts === before.rollouts ? {} : { rollouts }),
    ...(before.phase === after.phase && before.canaryWeight === after.canaryWeight ? {} : { lastTransitionTime: at }),
  };
  const { name, namespace = 'default', resourceVersion } = canary.metadata;
  const patch = { metadata: resourceVersion === undefined ? {} : { resourceVersion }, status: nullified(status) };
  return await kube.patch<Canary>({ resource: canaries, namespace, name }, patch, { subresource: 'status' });
}

/** A status with changes applied, as the next observation will see it. */
export function withRecord(status: CanaryStatus, changes: StatusRecord): CanaryStatus {
  return Object.fromEntries(Object.entries({ ...status, ...changes }).filter(([, value]) => value !== undefined));
}

function withEntry(before: CanaryStatus, after: CanaryStatus, at: string): NonNullable<CanaryStatus['history']> {
  const entry = { at, phase: after.phase ?? '', weight: after.canaryWeight ?? 0, because: after.because ?? '' };
  return [...(before.history ?? []), entry].slice(-historyLength);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Array.isArray(value) ? value.map(sorted) : Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]));
}

/** In a merge patch null takes a field away. */
function nullified(changes: StatusRecord): object {
  return Object.fromEntries(Object.entries(changes).map(([key, value]) => [key, value ?? null]));
}
