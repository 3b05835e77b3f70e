/** Follows the canaries and tells all pages about them: one watch of Canaries and one of their Events, however many pages there are. */
import type { Canary } from '../../shared/api/canary.ts';
import { namespaceOf } from '../../shared/api/namespace-of.ts';
import { watchObjects } from '../../shared/kube/cache.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { canaries, events } from '../../shared/kube/resources.ts';
import { canaryWorkloadName } from '../../shared/workloads/canary-workload.ts';
import { workloadFor } from '../../shared/workloads/workload-for.ts';
import { withMeasurements } from './measurements.ts';
import type { Measured } from './measurements.ts';
import type { About, FeedMessage, ShownCanary } from './page/shown.ts';
import { shownCanary } from './views.ts';
import type { KubeEvent } from './views.ts';

export interface FeedOptions {
  readonly kube: Kube;
  readonly about: About;
  readonly signal: AbortSignal;
}

export interface Feed {
  /** When the canaries are known. Rejects where they may not be read. */
  readonly synced: Promise<void>;
  /** Tells where everything stands, and from then on each change. @returns how to stop it. */
  follow(listener: (message: FeedMessage) => void): () => void;
  canary(namespace: string, name: string): Canary | undefined;
  /** Somebody looks at this canary: from now on changes of its workloads are told as changes of it. */
  lookAt(canary: Canary): void;
  /** Tells every page what became of a command. */
  say(said: Omit<Extract<FeedMessage, { type: 'said' }>, 'type'>): void;
}

/** Starts to watch. Who may not read Events sees none. */
export function openFeed({ kube, about, signal }: FeedOptions): Feed {
  const listeners = new Set<(message: FeedMessage) => void>();
  const measured = new Map<string, Measured>();
  const lookedAt = new Map<string, AbortController>();
  let trouble: string | undefined;
  const send = (message: FeedMessage) => listeners.forEach((listener) => listener(message));
  const selection = about.namespace === undefined ? {} : { namespace: about.namespace };
  const tellTrouble = (message: string | undefined) => {
    if (trouble !== message) {
      trouble = message;
      send({ type: 'trouble', message });
    }
  };

  const followed = watchObjects<Canary>(kube, { resource: canaries, ...selection }, {
    signal,
    onError: (error) => tellTrouble(error.message),
    onChange(canary, change) {
      tellTrouble(undefined);
      const key = keyOf(namespaceOf(canary), canary.metadata.name);
      if (change === 'gone') {
        measured.delete(key);
        lookedAt.get(key)?.abort();
        lookedAt.delete(key);
        send({ type: 'gone', namespace: namespaceOf(canary), name: canary.metadata.name });
        return;
      }
      measured.set(key, withMeasurements(measured.get(key), canary));
      send({ type: 'canary', canary: show(canary) });
    },
  });
  const written = watchObjects<KubeEvent>(kube, { resource: events, ...selection, fieldSelector: 'involvedObject.kind=Canary' }, {
    signal,
    onChange: ({ involvedObject: { namespace = '', name = '' } = {} }) => tellAgain(namespace, name),
  });

  function tellAgain(namespace: string, name: string): void {
    const canary = followed.get(namespace, name);
    if (canary !== undefined && listeners.size > 0) {
      send({ type: 'canary', canary: show(canary) });
    }
  }

  function show(canary: Canary): ShownCanary {
    const { metadata: { name, uid } } = canary;
    const namespace = namespaceOf(canary);
    const about = written.list().filter(({ involvedObject: { kind, ...of } = {} }) => kind === 'Canary' && of.name === name && of.namespace === namespace && (of.uid === undefined || of.uid === uid));
    return shownCanary(canary, { series: measured.get(keyOf(namespace, name))?.series ?? [], events: about });
  }

  return {
    synced: followed.synced,
    follow(listener) {
      listener({ type: 'all', about, canaries: followed.list().map(show), trouble });
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    canary: (namespace, name) => followed.get(namespace, name),
    lookAt(canary) {
      const [namespace, { name }] = [namespaceOf(canary), canary.metadata];
      const key = keyOf(namespace, name);
      if (!lookedAt.has(key)) {
        const ending = new AbortController();
        lookedAt.set(key, ending);
        watchWorkloads(kube, canary, { signal: AbortSignal.any([signal, ending.signal]), onChange: () => tellAgain(namespace, name) });
      }
    },
    say: (said) => send({ type: 'said', ...said }),
  };
}

/** The target and the canary's own, each by its name. Who may not watch them sees their pods when the Canary changes. */
function watchWorkloads(kube: Kube, canary: Canary, options: { signal: AbortSignal; onChange(): void }): void {
  const { kind: kindName, name: target } = canary.spec.targetRef;
  const kind = workloadFor(kindName);
  for (const name of kind === undefined ? [] : [target, canaryWorkloadName(target)]) {
    watchObjects(kube, { resource: kind!.resource, namespace: namespaceOf(canary), fieldSelector: `metadata.name=${name}` }, options);
  }
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}
