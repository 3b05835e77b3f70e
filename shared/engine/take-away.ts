import { finalizer } from '../api/annotations.ts';
import type { Canary } from '../api/canary.ts';
import type { Kube, ObjectReference } from '../kube/kube.ts';
import { canaries } from '../kube/resources.ts';
import type { Clock } from '../time/clock.ts';
import { drive } from './drive.ts';

export interface TakeAwayOptions {
  readonly kube: Kube;
  readonly namespace: string;
  readonly name: string;
  readonly identity: string;
  readonly user: string;
  readonly signal: AbortSignal;
  readonly leaseSeconds?: number | undefined;
  readonly clock?: Clock;
  /** Each new sentence about how far it is. */
  log(line: string): void;
}

/**
 * Deletes a Canary from outside and puts everything back, whether or not a runner is alive to do it: the finalizer keeps the Canary until
 * the target is un-held on its stable template and has all traffic. Resolves when the Canary is gone; one that is gone already is fine.
 */
export async function takeAway({ kube, namespace, name, log, ...options }: TakeAwayOptions): Promise<void> {
  const reference: ObjectReference = { resource: canaries, namespace, name };
  const canary = await kube.get<Canary>(reference);
  if (canary === undefined) {
    return;
  }
  if (canary.metadata.deletionTimestamp === undefined) {
    const finalizers = canary.metadata.finalizers ?? [];
    if (!finalizers.includes(finalizer)) {
      await kube.patch(reference, { metadata: { finalizers: [...finalizers, finalizer] } });
    }
    await kube.delete(reference);
  }
  let said = '';
  await drive({
    ...options, kube, namespace, name, host: 'operator', begin: false, idle: 'stay',
    onChange: (_observation, { because }) => {
      if (because !== said) {
        log(because);
        said = because;
      }
    },
    onTrouble: (error) => log(error.message),
  });
}
