import type { KubeObject, WatchEvent } from '../../shared/kube/kube.ts';
import type { Resource } from '../../shared/kube/resources.ts';
import { run, start } from './child.ts';

/** One object of the cluster, whether it exists or not. */
export interface Watched {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
}

/** What an object was from one moment (epoch milliseconds) on; undefined while there was none. */
export interface State<T> {
  readonly at: number;
  readonly object: T | undefined;
}

export interface Watch<T> {
  /** Every state since the watch began, the first being that of its beginning. */
  readonly states: readonly State<T>[];
  /** The first state, from the latest on, that is as wanted. @throws Error with the last state, after so many seconds. */
  until(description: string, predicate: (object: T | undefined) => boolean, deadlineSeconds?: number): Promise<T | undefined>;
  stop(): Promise<void>;
}

type Listener<T> = (state: State<T>) => void;

/** Begins to watch an object by the real kubectl. No state in between is missed, unlike with repeated reads. */
export async function watchObject<T extends KubeObject>(watched: Watched): Promise<Watch<T>> {
  const path = `${collectionOf(watched)}?fieldSelector=metadata.name=${watched.name}`;
  const list = await readList<T>(path);
  const states: State<T>[] = [{ at: Date.now(), object: list.items[0] }];
  const listeners = new Set<Listener<T>>();
  const program = start({
    command: 'kubectl',
    args: ['get', '--raw', `${path}&watch=1&resourceVersion=${list.metadata.resourceVersion}`],
    onLine: (line) => {
      const event = JSON.parse(line) as WatchEvent<T>;
      const state = { at: Date.now(), object: event.type === 'DELETED' ? undefined : event.object };
      states.push(state);
      listeners.forEach((listener) => listener(state));
    },
  });
  return {
    states,
    until: (description, predicate, deadlineSeconds = 60) =>
      firstState({ states, listeners, predicate, deadlineSeconds, description: `${watched.resource.kind} ${watched.name} ${description}` }),
    stop: async () => void (await program.kill()),
  };
}

function collectionOf({ resource, namespace }: Watched): string {
  const group = resource.apiVersion.includes('/') ? `/apis/${resource.apiVersion}` : `/api/${resource.apiVersion}`;
  return resource.namespaced ? `${group}/namespaces/${namespace}/${resource.plural}` : `${group}/${resource.plural}`;
}

async function readList<T>(path: string): Promise<{ items: T[]; metadata: { resourceVersion: string } }> {
  const { code, stdout, stderr } = await run({ command: 'kubectl', args: ['get', '--raw', path] });
  if (code !== 0) {
    throw new Error(`kubectl get --raw ${path}: ${stderr.trim()}`);
  }
  return JSON.parse(stdout) as { items: T[]; metadata: { resourceVersion: string } };
}

function firstState<T>({ states, listeners, predicate, deadlineSeconds, description }: {
  states: readonly State<T>[];
  listeners: Set<Listener<T>>;
  predicate: (object: T | undefined) => boolean;
  deadlineSeconds: number;
  description: string;
}): Promise<T | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<T | undefined>();
  const listener: Listener<T> = ({ object }) => {
    try {
      if (predicate(object)) {
        resolve(object);
      }
    } catch (error) {
      reject(error as Error);
    }
  };
  const giveUp = () => reject(new Error(`waited ${deadlineSeconds} s in vain: ${description}; it is ${JSON.stringify(states.at(-1)?.object, null, 1)}`));
  const alarm = setTimeout(giveUp, deadlineSeconds * 1000);
  listeners.add(listener);
  listener(states.at(-1) ?? { at: 0, object: undefined });
  return promise.finally(() => {
    clearTimeout(alarm);
    listeners.delete(listener);
  });
}
