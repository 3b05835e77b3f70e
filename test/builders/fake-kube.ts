/** A Kubernetes API server in memory, as far as our code can tell: what it refuses, numbers and forgets, the real one does too. */
import { isDeepStrictEqual } from 'node:util';
import { ApiError, referenceOf } from '../../shared/kube/kube.ts';
import type { HttpRequest, HttpResponse, Kube, KubeObject, ObjectReference, Selection, WatchEvent } from '../../shared/kube/kube.ts';
import type { Resource } from '../../shared/kube/resources.ts';
import { alreadyExists, conflict, isUnconditional, keyOf, needsVersion, notFound, partWritten, resourceOf, withName, withoutStatusOf } from './api-server-rules.ts';
import type { Stored } from './api-server-rules.ts';
import { ChangeLog } from './change-log.ts';
import { mergePatch } from '../../shared/simulator/patches/merge-patch.ts';
import { isSelected } from './selection-match.ts';

export interface Call {
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'replace' | 'patch' | 'apply' | 'delete' | 'request';
  /** Plural, e.g. `deployments`; of a request, its path. */
  readonly resource: string;
  /** Empty for lists and watches. */
  readonly name: string;
  readonly namespace: string | undefined;
  readonly subresource: string | undefined;
  readonly body: unknown;
}

export interface FakeKubeOptions {
  readonly namespace?: string;
  readonly inCluster?: boolean;
  /** Whether what is owned by a deleted object goes with it; as in a cluster unless told otherwise. */
  readonly collectsGarbage?: boolean;
  readonly now?: () => Date;
}

const writingVerbs: readonly Call['verb'][] = ['create', 'replace', 'patch', 'apply', 'delete'];

/** An API server that holds these objects. */
export function fakeKube(...objects: KubeObject[]): FakeKube {
  return new FakeKube().put(...objects);
}

export class FakeKube implements Kube {
  readonly server = 'https://kubernetes.test';
  readonly namespace: string;
  readonly inCluster: boolean;
  /** Every call that was made, refused ones too. */
  readonly calls: Call[] = [];
  /** Answers `request`; a test sets its own. */
  onRequest: (path: string, request: HttpRequest) => HttpResponse | Promise<HttpResponse> = () => ({ status: 404, headers: {}, text: '404 page not found' });
  /** What admission makes of a change of an object's main resource; throws where it denies it. */
  admission: (before: KubeObject, wanted: KubeObject) => KubeObject = (_before, wanted) => wanted;
  readonly #options: FakeKubeOptions;
  readonly #objects = new Map<string, Stored>();
  readonly #changes = new ChangeLog();
  #faults: { matches: (call: Call) => boolean; error: Error }[] = [];
  #alarms: { writes: number; callback: () => void }[] = [];
  #version = 1000;

  constructor(options: FakeKubeOptions = {}) {
    this.#options = options;
    this.namespace = options.namespace ?? 'test';
    this.inCluster = options.inCluster ?? false;
  }

  /** The calls that change something, in order. */
  get writes(): Call[] {
    return this.calls.filter(({ verb }) => writingVerbs.includes(verb));
  }

  /** Stores whole objects, status and all, as controllers and other people would; not in the log of calls. */
  put(...objects: KubeObject[]): this {
    for (const object of objects) {
      this.#store(structuredClone(object));
    }
    return this;
  }

  /** The object as it is now, without a call. */
  peek<T extends KubeObject = KubeObject>(resource: Resource, name: string, namespace: string | undefined = resource.namespaced ? this.namespace : undefined): T | undefined {
    return structuredClone(this.#objects.get(keyOf(resource, namespace, name))) as T | undefined;
  }

  /** Lets the next call that matches fail with this error, before it does anything. */
  failNext(matches: (call: Call) => boolean, error: Error): void {
    this.#faults.push({ matches, error });
  }

  /** Calls back right after the n-th write from now has come true. What the callback throws, the writer gets: an answer that was lost. */
  afterWrite(n: number, callback: () => void): void {
    this.#alarms.push({ writes: n, callback });
  }

  /** Forgets what happened so far: a watch from before now is answered with 410. */
  forget(): void {
    this.#changes.forget(this.#version);
  }

  /** Ends all watches, as the server does from time to time. */
  endWatches(): void {
    this.#changes.end();
  }

  async get<T extends KubeObject = KubeObject>(reference: ObjectReference): Promise<T | undefined> {
    this.#note('get', reference);
    return structuredClone(this.#find(reference)) as T | undefined;
  }

  async list<T extends KubeObject = KubeObject>(selection: Selection): Promise<{ items: T[]; resourceVersion: string }> {
    this.#note('list', { ...selection, name: '' });
    const items = [...this.#objects.values()].filter((object) => isSelected(object, selection));
    return { items: structuredClone(items) as unknown as T[], resourceVersion: String(this.#version) };
  }

  async *watch<T extends KubeObject = KubeObject>(selection: Selection, resourceVersion: string, signal: AbortSignal): AsyncIterable<WatchEvent<T>> {
    this.#note('watch', { ...selection, name: '' });
    yield* this.#changes.follow(selection, Number(resourceVersion), signal) as AsyncIterable<WatchEvent<T>>;
  }

  async create<T extends KubeObject>(resource: Resource, unnamed: T): Promise<T> {
    const object = withName(unnamed, this.#version);
    const reference = referenceOf(resource, object);
    this.#note('create', reference, object);
    if (resource.namespaced && object.metadata.namespace === undefined) {
      throw new ApiError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');
    }
    if (this.#find(reference) !== undefined) {
      throw alreadyExists(reference);
    }
    const { uid: _uid, resourceVersion: _version, generation: _generation, ...metadata } = object.metadata;
    return this.#written(this.#store(structuredClone({ ...withoutStatusOf(resource, object), metadata }) as Stored));
  }

  async replace<T extends KubeObject>(resource: Resource, object: T, { subresource }: { subresource?: 'status' } = {}): Promise<T> {
    const reference = referenceOf(resource, object);
    this.#note('replace', reference, object, subresource);
    const before = this.#existing(reference);
    if (object.metadata.resourceVersion === undefined && !isUnconditional(resource)) {
      throw needsVersion(reference);
    }
    return this.#written(this.#update(reference, before, object as Stored, subresource));
  }

  async patch<T extends KubeObject = KubeObject>(reference: ObjectReference, patch: object, { subresource }: { subresource?: 'status' | 'scale' } = {}): Promise<T> {
    this.#note('patch', reference, patch, subresource);
    const before = this.#existing(reference);
    return this.#written(this.#update(reference, before, mergePatch(before, patch) as Stored, subresource));
  }

  async apply<T extends KubeObject>(resource: Resource, object: T): Promise<T> {
    const reference = referenceOf(resource, object);
    this.#note('apply', reference, object);
    const before = this.#find(reference);
    const stored = before === undefined ? this.#store(structuredClone(withoutStatusOf(resource, object)) as Stored) : this.#update(reference, before, mergePatch(before, object) as Stored, undefined);
    return this.#written(stored);
  }

  async delete(reference: ObjectReference, { propagation = 'Background', uid }: { propagation?: 'Background' | 'Foreground' | 'Orphan'; uid?: string } = {}): Promise<void> {
    this.#note('delete', reference);
    const object = this.#find(reference);
    if (object === undefined) {
      return;
    }
    if (uid !== undefined && uid !== object.metadata.uid) {
      throw conflict(reference, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${object.metadata.uid}`);
    }
    this.#remove(object, { orphans: propagation === 'Orphan' });
    this.#written(object);
  }

  async request(path: string, request: HttpRequest = {}): Promise<HttpResponse> {
    this.#note('request', { resource: { plural: path }, name: '' }, request.body);
    return await this.onRequest(path, request);
  }

  #note(verb: Call['verb'], { resource, namespace, name }: { resource: Pick<Resource, 'plural'>; namespace?: string; name: string }, body?: unknown, subresource?: string): void {
    const call: Call = { verb, resource: resource.plural, name, namespace, subresource, body: structuredClone(body) };
    this.calls.push(call);
    const fault = this.#faults.find(({ matches }) => matches(call));
    if (fault !== undefined) {
      this.#faults = this.#faults.filter((each) => each !== fault);
      throw fault.error;
    }
  }

  #find({ resource, namespace, name }: ObjectReference): Stored | undefined {
    return this.#objects.get(keyOf(resource, resource.namespaced ? namespace : undefined, name));
  }

  #existing(reference: ObjectReference): Stored {
    const found = this.#find(reference);
    if (found === undefined) {
      throw notFound(reference);
    }
    return found;
  }

  #update(reference: ObjectReference, before: Stored, wanted: Stored, subresource: string | undefined): Stored {
    const { resourceVersion = before.metadata.resourceVersion, uid = before.metadata.uid } = wanted.metadata;
    if (resourceVersion !== before.metadata.resourceVersion || uid !== before.metadata.uid) {
      throw conflict(reference);
    }
    const written = structuredClone(partWritten(reference.resource, before, wanted, subresource));
    return this.#store((subresource === 'status' ? written : this.admission(structuredClone(before), written)) as Stored);
  }

  /** Numbers the object as the server does and tells the watches; a write that changes nothing is none. */
  #store(object: Stored): Stored {
    const key = keyOf(resourceOf(object), object.metadata.namespace, object.metadata.name);
    const before = this.#objects.get(key);
    const { uid, creationTimestamp, generation, deletionTimestamp } = before?.metadata ?? object.metadata;
    const changed = before !== undefined && !isDeepStrictEqual(before.spec, object.spec);
    const after: Stored = {
      ...object,
      metadata: {
        ...object.metadata,
        uid: uid ?? `uid-${object.kind.toLowerCase()}-${object.metadata.name}-${this.#version + 1}`,
        creationTimestamp: creationTimestamp ?? this.#timestamp(),
        generation: (generation ?? 1) + (changed ? 1 : 0),
        ...(before === undefined ? {} : { resourceVersion: before.metadata.resourceVersion ?? '' }),
        ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
      },
    };
    if (before !== undefined && isDeepStrictEqual(before, after)) {
      return before;
    }
    this.#version += 1;
    after.metadata.resourceVersion = String(this.#version);
    if (before !== undefined && after.metadata.deletionTimestamp !== undefined && (after.metadata.finalizers ?? []).length === 0) {
      this.#drop(after);
      return after;
    }
    this.#objects.set(key, after);
    this.#changes.add({ version: this.#version, before, after });
    return after;
  }

  #remove(object: Stored, { orphans }: { orphans: boolean }): void {
    if ((object.metadata.finalizers ?? []).length === 0) {
      this.#version += 1;
      this.#drop({ ...object, metadata: { ...object.metadata, resourceVersion: String(this.#version) } }, orphans);
      return;
    }
    if (object.metadata.deletionTimestamp === undefined) {
      const { generation = 1 } = object.metadata;
      this.#version += 1;
      const after = { ...object, metadata: { ...object.metadata, generation: generation + 1, deletionTimestamp: this.#timestamp(), resourceVersion: String(this.#version) } };
      this.#objects.set(keyOf(resourceOf(object), object.metadata.namespace, object.metadata.name), after);
      this.#changes.add({ version: this.#version, before: object, after });
    }
  }

  #drop(object: Stored, orphans = false): void {
    this.#objects.delete(keyOf(resourceOf(object), object.metadata.namespace, object.metadata.name));
    this.#changes.add({ version: this.#version, before: object, after: undefined });
    if (orphans || this.#options.collectsGarbage === false) {
      return;
    }
    const isOwned = ({ metadata: { ownerReferences = [] } }: Stored) => ownerReferences.length > 0 && ownerReferences.every(({ uid }) => uid === object.metadata.uid);
    for (const dependent of [...this.#objects.values()].filter(isOwned)) {
      this.#remove(dependent, { orphans: false });
    }
  }

  #timestamp(): string {
    return (this.#options.now?.() ?? new Date()).toISOString().replace(/\.\d+/, '');
  }

  #written<T extends KubeObject>(object: Stored): T {
    const due = this.#alarms.filter((alarm) => (alarm.writes -= 1) === 0);
    this.#alarms = this.#alarms.filter(({ writes }) => writes > 0);
    for (const { callback } of due) {
      callback();
    }
    return structuredClone(object) as unknown as T;
  }
}
