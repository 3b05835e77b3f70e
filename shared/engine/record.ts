import type { Canary, CanaryStatus } from '../api/canary.ts';
import type { Kube } from '../kube/kube.ts';
import { canaries } from '../kube/resources.ts';
import { conditionsOf } from './conditions.ts';

/** A partial status: what is named replaces, undefined takes away. */
export type StatusRecord = Partial<CanaryStatus>;

const historyLength = 50;

/**
 * Writes down what was done: one patch of the status, refused where anyone else wrote since `canary` was read (so a driver that lost its
 * lease cannot write). Nothing is sent where nothing changes.
 * @returns the Canary as it is now.
 */
export async function record(kube: Kube, canary: Canary, changes: StatusRecord, { because, now }: { because: string; now: Date }): Promise<Canary> {
  const before: CanaryStatus = canary.status ?? {};
  const observedGeneration = canary.metadata.generation ?? 0;
  const after = withRecord(before, { ...changes, because, observedGeneration });
  if (same(before, after)) {
    return canary;
  }
  const at = now.toISOString();
  const status: StatusRecord = {
    ...changes,
    because,
    observedGeneration,
    conditions: conditionsOf(before, after, canary, at),
    ...(before.because === because && before.phase === after.phase && before.canaryWeight === after.canaryWeight ? {} : { history: withEntry(before, after, at) }),
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
