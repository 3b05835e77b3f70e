import { ApiError, isStatus } from './kube.ts';
import type { Kube, KubeObject, Selection, WatchEvent } from './kube.ts';
import { pause } from '../time/pause.ts';

export interface CacheOptions<T extends KubeObject> {
  readonly signal: AbortSignal;
  /** After each change; `object` is the new state, or the last one of an object that is gone. */
  onChange?(object: T, change: 'set' | 'gone'): void;
  /** The list or watch failed; it is tried again. */
  onError?(error: Error): void;
}

/** The newest known state of some objects, kept by one list and one watch. */
export interface Cache<T extends KubeObject> {
  /** Resolves when the first list is in. Rejects where it is refused for good (401, 403, 404), or the signal ends it. */
  readonly synced: Promise<void>;
  readonly isSynced: boolean;
  get(namespace: string | undefined, name: string): T | undefined;
  list(): T[];
  /** Takes over the answer of our own write, so that what follows sees it before the watch does. */
  accept(object: T): void;
}

const firstPauseMs = 250;
const longestPauseMs = 30_000;

/**
 * Watches a selection until the signal ends it: lists, then follows from there. Lists again when the watch has ended, as the server ends
 * each after some minutes: whatever got lost on the way is noticed then at the latest.
 */
export function watchObjects<T extends KubeObject>(kube: Kube, selection: Selection, options: CacheOptions<T>): Cache<T> {
  const store = new Store<T>(options);
  const { promise: synced, resolve, reject } = Promise.withResolvers<void>();
  synced.catch(() => undefined);
  void follow(kube, selection, store, options, { resolve, reject });
  return {
    synced,
    get isSynced() {
      return store.filled;
    },
    get: (namespace, name) => store.objects.get(keyOf(namespace, name)),
    list: () => [...store.objects.values()],
    accept: (object) => store.set(object),
  };
}

async function follow<T extends KubeObject>(kube: Kube, selection: Selection, store: Store<T>, { signal, onError }: CacheOptions<T>, first: { resolve(): void; reject(error: Error): void }): Promise<void> {
  let resourceVersion: string | undefined;
  let pauseMs = firstPauseMs;
  while (!signal.aborted) {
    try {
      if (resourceVersion === undefined) {
        const list = await kube.list<T>(selection);
        store.replaceAll(list.items, BigInt(list.resourceVersion));
        resourceVersion = list.resourceVersion;
        first.resolve();
      }
      for await (const event of kube.watch<T>(selection, resourceVersion, signal)) {
        store.take(event);
        resourceVersion = event.object.metadata.resourceVersion ?? resourceVersion;
        pauseMs = firstPauseMs;
      }
      resourceVersion = undefined;
      pauseMs = firstPauseMs;
    } catch (error) {
      if (signal.aborted) {
        break;
      }
      if (isStatus(error, 410)) {
        resourceVersion = undefined;
        continue;
      }
      onError?.(error as Error);
      if (!store.filled && isFinal(error)) {
        first.reject(error as Error);
        return;
      }
    }
    await pause(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
  first.reject(new Error('stopped'));
}

function isFinal(error: unknown): boolean {
  return error instanceof ApiError && [401, 403, 404].includes(error.code);
}

class Store<T extends KubeObject> {
  readonly objects = new Map<string, T>();
  /** Resource versions at which objects were last seen deleted, so that a late answer of ours does not revive them. */
  readonly gone = new Map<string, bigint>();
  readonly options: CacheOptions<T>;
  filled = false;

  constructor(options: CacheOptions<T>) {
    this.options = options;
  }

  /** What the list does not have is gone, unless it is newer than the list. */
  replaceAll(items: T[], resourceVersion: bigint): void {
    const listed = new Set(items.map(({ metadata }) => keyOf(metadata.namespace, metadata.name)));
    for (const [key, object] of this.objects) {
      if (!listed.has(key) && versionOf(object) <= resourceVersion) {
        this.drop(object);
      }
    }
    for (const item of items) {
      this.set(item);
    }
    this.filled = true;
  }

  take({ type, object }: WatchEvent<T>): void {
    if (type === 'DELETED') {
      this.drop(object);
    } else if (type !== 'BOOKMARK') {
      this.set(object);
    }
  }

  /** Older states than the one at hand are left out: the watch brings our own writes a second time, and late. */
  set(object: T): void {
    const key = keyOf(object.metadata.namespace, object.metadata.name);
    const known = this.objects.get(key);
    const version = versionOf(object);
    if ((known !== undefined && version <= versionOf(known)) || version <= (this.gone.get(key) ?? -1n)) {
      return;
    }
    this.objects.set(key, object);
    this.options.onChange?.(object, 'set');
  }

  drop(object: T): void {
    const key = keyOf(object.metadata.namespace, object.metadata.name);
    const known = this.objects.get(key);
    if (known !== undefined && versionOf(known) > versionOf(object)) {
      return;
    }
    this.objects.delete(key);
    this.gone.set(key, versionOf(object));
    this.options.onChange?.(object, 'gone');
  }
}

/** Resource versions are comparable as numbers (Kubernetes KEP-5504); within one resource they always were on etcd. */
function versionOf({ metadata }: KubeObject): bigint {
  return BigInt(metadata.resourceVersion ?? 0);
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}
