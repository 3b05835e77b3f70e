/** All objects of the cluster and all that happened to them, numbered: etcd, as far as an API server shows of it. */
import type { ApiObject } from '../api-object.ts';
import { expired } from '../api-server/api-status.ts';
import type { Definition } from '../schema/definition.ts';

/** One state of one object after another: absent before it was made and after it is gone. */
export interface Change {
  readonly version: number;
  /** Group and plural, as `apps/deployments`. */
  readonly resource: string;
  readonly before: ApiObject | undefined;
  readonly after: ApiObject | undefined;
}

export type ResourceName = Pick<Definition, 'group' | 'plural'>;

const firstVersion = 1000;
/** A watch from longer ago is answered with 410. */
const rememberedChanges = 10_000;

/** Objects that are read are the stored ones: never to be changed by who reads them. */
export class Store {
  /** The version of the last change. */
  version = firstVersion;
  readonly #objects = new Map<string, Map<string, ApiObject>>();
  #changes: Change[] = [];
  #forgotten = firstVersion;
  readonly #listeners = new Set<(change: Change) => void>();

  /** The object, or undefined. `namespace` is empty for what lives in none. */
  get(resource: ResourceName, namespace: string, name: string): ApiObject | undefined {
    return this.#objects.get(nameOf(resource))?.get(`${namespace}/${name}`);
  }

  /** All objects of a resource, in the order of namespace and name; of one namespace where it is given. */
  list(resource: ResourceName, namespace?: string): ApiObject[] {
    const found = [...(this.#objects.get(nameOf(resource)) ?? [])].filter(([key]) => namespace === undefined || key.startsWith(`${namespace}/`));
    return found.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, object]) => object);
  }

  /** All objects of all resources. */
  all(): ApiObject[] {
    return [...this.#objects.values()].flatMap((objects) => [...objects.values()]);
  }

  /** Stores this state under the next version, which it is given. The caller has checked that it may. */
  put(resource: ResourceName, object: ApiObject): ApiObject {
    const key = keyOf(object);
    const objects = this.#objects.get(nameOf(resource)) ?? new Map<string, ApiObject>();
    const before = objects.get(key);
    const after = this.#numbered(object);
    objects.set(key, after);
    this.#objects.set(nameOf(resource), objects);
    this.#add({ version: this.version, resource: nameOf(resource), before, after });
    return after;
  }

  /** Takes the object away. Its last state, with the version of the deletion. */
  remove(resource: ResourceName, object: ApiObject): ApiObject {
    this.#objects.get(nameOf(resource))?.delete(keyOf(object));
    const last = this.#numbered(object);
    this.#add({ version: this.version, resource: nameOf(resource), before: object, after: undefined });
    return last;
  }

  /** Tells of every change from now on; returns how to stop that. */
  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What happened to a resource after a version. @throws ApiStatus 410 where that is too long ago. */
  since(resource: ResourceName, version: number): Change[] {
    this.#assertRemembered(version);
    const name = nameOf(resource);
    return this.#changes.filter((change) => change.version > version && change.resource === name);
  }

  /** All objects of a resource as they were at a version. @throws ApiStatus 410 where that is too long ago. */
  listAt(resource: ResourceName, version: number, namespace?: string): ApiObject[] {
    this.#assertRemembered(version);
    const found = new Map(this.list(resource, namespace).map((object) => [keyOf(object), object]));
    for (const { before, after } of this.since(resource, version).reverse()) {
      const object = (before ?? after)!;
      if (namespace !== undefined && object.metadata.namespace !== namespace) {
        continue;
      }
      if (before === undefined) {
        found.delete(keyOf(object));
      } else {
        found.set(keyOf(object), before);
      }
    }
    return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, object]) => object);
  }

  /** Forgets all that led to the present: a watch from before is answered with 410. */
  forget(): void {
    this.#forgotten = this.version;
    this.#changes = [];
  }

  #assertRemembered(version: number): void {
    if (version < this.#forgotten) {
      throw expired(`too old resource version: ${version} (${this.#forgotten})`);
    }
  }

  #numbered(object: ApiObject): ApiObject {
    this.version += 1;
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(this.version) } };
  }

  #add(change: Change): void {
    this.#changes.push(change);
    if (this.#changes.length > rememberedChanges) {
      this.#forgotten = this.#changes.shift()!.version;
    }
    for (const listener of [...this.#listeners]) {
      listener(change);
    }
  }
}

function nameOf({ group, plural }: ResourceName): string {
  return `${group}/${plural}`;
}

function keyOf({ metadata: { namespace = '', name } }: ApiObject): string {
  return `${namespace}/${name}`;
}
