import type { Canary } from '../../shared/api/canary.ts';
import { namespaceOf } from '../../shared/api/namespace-of.ts';
import type { Outcome } from '../../shared/errors.ts';
import { watchObjects } from '../../shared/kube/cache.ts';
import type { Kube, KubeObject, Selection } from '../../shared/kube/kube.ts';
import { canaries } from '../../shared/kube/resources.ts';
import { workloadFor } from '../../shared/workloads/workload-for.ts';
import { isRollout, reached } from './awaited.ts';
import type { Awaitable } from './awaited.ts';

export interface AwaitCanary {
  readonly kube: Kube;
  readonly canary: Canary;
  readonly until: Awaitable;
  readonly signal: AbortSignal;
  /** Called with each new reason why it stands where it stands. */
  tell(line: string): void;
}

/**
 * Watches a Canary and its target until what is waited for has come.
 * @returns its outcome, `aborted` where the Canary is deleted meanwhile; undefined where the signal came first.
 * @throws ApiError where it may not be watched.
 */
export async function awaitCanary({ kube, canary, until, signal, tell }: AwaitCanary): Promise<Outcome | undefined> {
  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  const { promise, resolve } = Promise.withResolvers<Outcome | undefined>();
  let sawRollout = false;
  let isReady = false;
  let told: string | undefined;
  const look = () => {
    const current = known.list()[0];
    const state = { canary: current ?? canary, target: target?.list()[0] };
    if (!isReady) {
      return;
    }
    if (current === undefined) {
      resolve('aborted');
      return;
    }
    sawRollout ||= isRollout(state);
    const outcome = reached(until, { ...state, sawRollout });
    const { because } = current.status ?? {};
    if (outcome !== undefined) {
      resolve(outcome);
    } else if (because !== undefined && because !== told) {
      told = because;
      tell(because);
    }
  };
  const options = { signal: ended, onChange: look, onError: (error: Error) => tell(error.message) };
  const known = watchObjects<Canary>(kube, named(canary, canary.metadata.name, canaries), options);
  const kind = workloadFor(canary.spec.targetRef.kind);
  const target = kind === undefined ? undefined : watchObjects<KubeObject>(kube, named(canary, canary.spec.targetRef.name, kind.resource), options);
  signal.addEventListener('abort', () => resolve(undefined));
  try {
    // Whoever may not see the target still sees the Canary.
    await Promise.all([known.synced, target?.synced.catch(() => undefined)]);
    isReady = true;
    look();
    return await promise;
  } catch (error) {
    if (signal.aborted) {
      return undefined;
    }
    throw error;
  } finally {
    over.abort();
  }
}

function named(canary: Canary, name: string, resource: Selection['resource']): Selection {
  return { resource, namespace: namespaceOf(canary), fieldSelector: `metadata.name=${name}` };
}
