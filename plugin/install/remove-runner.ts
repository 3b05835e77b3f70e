import { finalizer } from '../../shared/api/annotations.ts';
import type { Canary } from '../../shared/api/canary.ts';
import { referenceOf } from '../../shared/kube/kube.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { canaries } from '../../shared/kube/resources.ts';
import { awaitObject, isGone } from './await-object.ts';
import { resourceOf, titleOf } from './object-title.ts';
import { isOfInstallation } from './ownership.ts';

export interface RunnerRemoval {
  readonly kube: Kube;
  /** The objects that only a runner needs. */
  readonly runner: readonly KubeObject[];
  readonly signal: AbortSignal;
  report(line: string): void;
}

/**
 * Removes the runner of an earlier installation, and then what only a runner takes off again: a finalizer that nobody removes would keep
 * a Canary, and its namespace, from ever being deleted. A Canary that is being deleted keeps it: `kubectl canary delete` ends that.
 */
export async function removeRunner({ kube, runner, signal, report }: RunnerRemoval): Promise<void> {
  for (const object of runner) {
    const reference = referenceOf(resourceOf(object), object);
    const found = await kube.get(reference);
    if (found !== undefined && isOfInstallation(found)) {
      await kube.delete(reference, { propagation: 'Foreground' }); // with its pods, which could put finalizers on meanwhile
      await awaitObject(kube, reference, isGone, signal);
      report(`${titleOf(object)} deleted`);
    }
  }
  for (const canary of (await kube.list<Canary>({ resource: canaries })).items) {
    await removeFinalizer(kube, canary);
  }
}

async function removeFinalizer(kube: Kube, canary: Canary): Promise<void> {
  const { finalizers = [], deletionTimestamp } = canary.metadata;
  if (finalizers.includes(finalizer) && deletionTimestamp === undefined) {
    await kube.patch(referenceOf(canaries, canary), { metadata: { finalizers: finalizers.filter((each) => each !== finalizer) } });
  }
}
