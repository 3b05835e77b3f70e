import { watchObjects } from '../../shared/kube/cache.ts';
import type { Kube, KubeObject, ObjectReference } from '../../shared/kube/kube.ts';

/**
 * Waits until one object is as wanted, or gone where that is wanted (`undefined`).
 * @returns false where the signal came first.
 * @throws ApiError where it may not be watched.
 */
export async function awaitObject<T extends KubeObject>(kube: Kube, reference: ObjectReference, isWanted: (object: T | undefined) => boolean, signal: AbortSignal): Promise<boolean> {
  const { resource, namespace, name } = reference;
  const stop = new AbortController();
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const giveUp = () => resolve(false);
  signal.addEventListener('abort', giveUp);
  if (signal.aborted) {
    giveUp();
  }
  const look = (object: T | undefined) => {
    if (isWanted(object)) {
      resolve(true);
    }
  };
  const selection = { resource, fieldSelector: `metadata.name=${name}`, ...(namespace === undefined ? {} : { namespace }) };
  const cache = watchObjects<T>(kube, selection, {
    signal: AbortSignal.any([signal, stop.signal]),
    onChange: (object, change) => look(change === 'set' ? object : undefined),
  });
  cache.synced.then(() => look(cache.list()[0]), reject);
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', giveUp);
    stop.abort();
  }
}

/** Wanted of an object that is to be gone. */
export function isGone(object: KubeObject | undefined): boolean {
  return object === undefined;
}
