/** The small language of the contract's subjects: requests in a namespace of their own, and waiting for what comes of them. */
import { randomBytes } from 'node:crypto';
import { after, before } from 'mocha';
import { createKube } from '../../../shared/kube/client.ts';
import { exchangePatiently } from '../../../shared/kube/exchange-patiently.ts';
import type { HttpRequest, Kube } from '../../../shared/kube/kube.ts';
import { collectionPath } from '../../../shared/kube/paths.ts';
import { configMaps, namespaces, serviceAccounts } from '../../../shared/kube/resources.ts';
import type { Resource } from '../../../shared/kube/resources.ts';
import type { Wire } from '../../../shared/kube/wire.ts';
import { answerOf, succeeded } from './answer.ts';
import type { Answer, Json } from './answer.ts';
import type { Exam } from './cluster-under-test.ts';
import { EventStream } from './event-stream.ts';

export const patchTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

type Query = NonNullable<HttpRequest['query']>;

export interface Asked {
  readonly query?: Query;
  readonly headers?: Record<string, string>;
  /** A subresource, or what follows it: `status`, `proxy/version`. */
  readonly sub?: string;
}

/** A fresh namespace for the enclosing `describe`; it is removed after it. `about` is part of its name. */
export function aNamespace(exam: Exam, about: string): Namespace {
  const name = `contract-${about}-${randomBytes(3).toString('hex')}`;
  const namespace = new Namespace(name, () => exam.cluster.admin);
  before(async () => {
    succeeded(await namespace.create(namespaces, { metadata: { name, labels: { contract: name } } }));
    await namespace.until([serviceAccounts, 'default'], 'is there', (account) => account !== undefined);
    await namespace.until([configMaps, 'kube-root-ca.crt'], 'is there', (found) => found !== undefined);
  });
  after(async () => {
    exam.leave(name);
    await namespace.delete(namespaces, name);
  });
  return namespace;
}

export class Namespace {
  readonly name: string;
  readonly #wire: () => Wire;

  constructor(name: string, wire: () => Wire) {
    this.name = name;
    this.#wire = wire;
  }

  /** The same namespace, seen by somebody who is impersonated. */
  as(user: string, group?: string): Namespace {
    return new Namespace(this.name, () => withHeaders(this.#wire(), { 'Impersonate-User': user, ...(group === undefined ? {} : { 'Impersonate-Group': group }) }));
  }

  /** The methods of our own client. */
  get kube(): Kube {
    return createKube(this.#wire(), { namespace: this.name, inCluster: false });
  }

  /** Any request, whatever comes of it. */
  async http(method: NonNullable<HttpRequest['method']>, path: string, { query = {}, headers = {}, body }: { query?: Query; headers?: Record<string, string>; body?: unknown } = {}): Promise<Answer> {
    return answerOf(await exchangePatiently(this.#wire(), path, { method, query, headers, ...(body === undefined ? {} : { body }) }));
  }

  /** Where the objects of this namespace are, or one of them. */
  path(resource: Resource, name?: string, sub?: string): string {
    return [collectionPath(resource, this.name), ...(name === undefined ? [] : [name]), ...(sub === undefined ? [] : [sub])].join('/');
  }

  get(resource: Resource, name: string, { sub, ...asked }: Asked = {}): Promise<Answer> {
    return this.http('GET', this.path(resource, name, sub), asked);
  }

  list(resource: Resource, asked: Asked = {}): Promise<Answer> {
    return this.http('GET', this.path(resource), asked);
  }

  /** Posts the object; apiVersion and kind are filled in. */
  create(resource: Resource, object: Json, asked: Asked = {}): Promise<Answer> {
    return this.http('POST', this.path(resource), { ...asked, body: typed(resource, object) });
  }

  /** Creates objects that have to be there for what follows. The objects as they are then. @throws Error where one is refused. */
  async given(resource: Resource, object: Json): Promise<Json> {
    return succeeded(await this.create(resource, object));
  }

  update(resource: Resource, object: Json, { sub, ...asked }: Asked = {}): Promise<Answer> {
    return this.http('PUT', this.path(resource, object.metadata.name, sub), { ...asked, body: typed(resource, object) });
  }

  patch(resource: Resource, name: string, patch: unknown, { type = 'merge', sub, headers = {}, ...asked }: Asked & { type?: keyof typeof patchTypes } = {}): Promise<Answer> {
    return this.http('PATCH', this.path(resource, name, sub), { ...asked, headers: { 'Content-Type': patchTypes[type], ...headers }, body: patch });
  }

  /** Server-side apply. */
  apply(resource: Resource, object: Json, manager: string, { query = {}, ...asked }: Asked = {}): Promise<Answer> {
    return this.patch(resource, object.metadata.name, typed(resource, object), { ...asked, type: 'apply', query: { fieldManager: manager, ...query } });
  }

  delete(resource: Resource, name: string, options?: Json, asked: Asked = {}): Promise<Answer> {
    return this.http('DELETE', this.path(resource, name), { ...asked, body: options });
  }

  /** Opens a watch of this namespace's objects of a resource. */
  watch(resource: Resource, query: Query = {}): Promise<EventStream> {
    return EventStream.open(this.#wire(), this.path(resource), query);
  }

  /** Opens a watch of all namespaces' objects. */
  watchAll(resource: Resource, query: Query = {}): Promise<EventStream> {
    return EventStream.open(this.#wire(), collectionPath(resource), query);
  }

  /** Waits until the object is as wanted; it is undefined where it is gone. @throws Error where that does not happen in time. */
  async until([resource, name]: readonly [Resource, string], description: string, predicate: (object: Json) => boolean, seconds?: number): Promise<Json> {
    await using stream = await this.watch(resource, { fieldSelector: `metadata.name=${name}` });
    const event = await stream.until(`${resource.kind} ${name} ${description}`, ({ type, object }) => predicate(type === 'DELETED' ? undefined : object), seconds);
    return event.type === 'DELETED' ? undefined : event.object;
  }

  /** Waits until it is gone. */
  async untilGone(resource: Resource, name: string): Promise<void> {
    const fieldSelector = `metadata.name=${name}`;
    const { items, metadata } = succeeded(await this.list(resource, { query: { fieldSelector } }));
    if (items.length === 0) {
      return;
    }
    await using stream = await this.watch(resource, { fieldSelector, resourceVersion: metadata.resourceVersion });
    await stream.until(`${resource.kind} ${name} is gone`, ({ type }) => type === 'DELETED');
  }
}

function typed({ apiVersion, kind }: Resource, object: Json): Json {
  return { apiVersion, kind, ...object };
}

function withHeaders(wire: Wire, headers: Record<string, string>): Wire {
  const dressed = (request: HttpRequest): HttpRequest => ({ ...request, headers: { ...request.headers, ...headers } });
  return { server: wire.server, exchange: (path, request) => wire.exchange(path, dressed(request)), stream: (path, request) => wire.stream(path, dressed(request)) };
}
