import { watchObjects } from '../../../kube/cache.ts';
import type { Kube, KubeObject } from '../../../kube/kube.ts';
import { events } from '../../../kube/resources.ts';
import type { Resource } from '../../../kube/resources.ts';

/** An object, and where it is to be found. */
export interface Known {
  readonly resource: Resource;
  readonly object: KubeObject;
}

export interface AllObjectsOptions {
  readonly kube: Kube;
  readonly signal: AbortSignal;
  /** Before is undefined for what is new; after for what is gone. */
  onChange(before: KubeObject | undefined, after: KubeObject | undefined): void;
  onError(error: Error): void;
}

/** Every object of the cluster, followed by one watch per resource. */
export class AllObjects {
  readonly #options: AllObjectsOptions;
  readonly #byUid = new Map<string, Known>();
  readonly #watches = new Map<string, { stop: AbortController; synced: Promise<void> }>();

  constructor(options: AllObjectsOptions) {
    this.#options = options;
  }

  /** Follows these resources, and no others any more. Nobody owns events, or is owned by one. */
  follow(resources: readonly Resource[]): void {
    const wanted = new Map(resources.filter(({ plural }) => plural !== events.plural).map((resource) => [nameOf(resource), resource]));
    [...this.#watches.keys()].filter((name) => !wanted.has(name)).forEach((name) => this.#unwatch(name));
    [...wanted].filter(([name]) => !this.#watches.has(name)).forEach(([name, resource]) => this.#watch(name, resource));
  }

  /** Resolves when all that is followed has been seen once: before that nobody knows all dependents of anything. */
  async synced(): Promise<void> {
    await Promise.allSettled([...this.#watches.values()].map(({ synced }) => synced));
  }

  all(): Known[] {
    return [...this.#byUid.values()];
  }

  get(uid: string): Known | undefined {
    return this.#byUid.get(uid);
  }

  /** Whose owner has this uid. */
  dependentsOf(uid: string): Known[] {
    return this.all().filter(({ object }) => object.metadata.ownerReferences?.some((owner) => owner.uid === uid) === true);
  }

  #watch(name: string, resource: Resource): void {
    const stop = new AbortController();
    const signal = AbortSignal.any([this.#options.signal, stop.signal]);
    const { synced } = watchObjects(this.#options.kube, { resource }, {
      signal,
      onChange: (object, change) => !signal.aborted && this.#set(resource, object, change),
      onError: (error) => this.#options.onError(error),
    });
    const watch = { stop, synced };
    this.#watches.set(name, watch);
    // Refused for good, as the kind is not served (yet): asked again when the kinds change.
    synced.catch(() => this.#watches.get(name) === watch && this.#watches.delete(name));
  }

  #unwatch(name: string): void {
    this.#watches.get(name)?.stop.abort();
    this.#watches.delete(name);
    this.all().filter(({ resource }) => nameOf(resource) === name).forEach(({ resource, object }) => this.#set(resource, object, 'gone'));
  }

  #set(resource: Resource, object: KubeObject, change: 'set' | 'gone'): void {
    const { uid = '' } = object.metadata;
    const before = this.#byUid.get(uid)?.object;
    if (change === 'gone') {
      this.#byUid.delete(uid);
      this.#options.onChange(before ?? object, undefined);
    } else {
      this.#byUid.set(uid, { resource, object });
      this.#options.onChange(before, object);
    }
  }
}

function nameOf({ apiVersion, plural }: Resource): string {
  return `${apiVersion}/${plural}`;
}
