import { fieldManager as ours } from '../api/group.ts';
import { exchangePatiently } from './exchange-patiently.ts';
import { ApiError, Unreachable, isStatus, referenceOf } from './kube.ts';
import type { HttpRequest, HttpResponse, Kube, KubeObject, ObjectReference, Selection, WatchEvent } from './kube.ts';
import { collectionPath, objectPath, selectionQuery } from './paths.ts';
import type { Resource } from './resources.ts';
import type { Wire } from './wire.ts';

export interface KubeSettings {
  readonly namespace: string;
  readonly inCluster: boolean;
  /** Whose the fields are that are written; this product's where absent. */
  readonly fieldManager?: string;
}

/** Seconds after which the server ends a watch, which then goes on from where it was: a dead connection is noticed at the latest then. */
const watchSeconds = 290;

/** The REST calls of {@link Kube} over one wire. */
export function createKube(wire: Wire, { namespace, inCluster, fieldManager = ours }: KubeSettings): Kube {
  const call = async <T>(path: string, request: HttpRequest = {}): Promise<T> => parseAnswer<T>(await exchangePatiently(wire, path, request));
  const send = <T>(method: NonNullable<HttpRequest['method']>, path: string, body: unknown, { contentType = 'application/json', query = {} }: { contentType?: string; query?: NonNullable<HttpRequest['query']> } = {}) =>
    call<T>(path, { method, body, headers: { 'Content-Type': contentType }, query: { fieldManager, ...query } });
  return {
    server: wire.server,
    namespace,
    inCluster,
    get: <T extends KubeObject>(reference: ObjectReference) => call<T>(objectPath(reference)).catch(undefinedWhereAbsent),
    async list<T extends KubeObject>(selection: Selection) {
      const list = await call<{ metadata: { resourceVersion: string }; items: T[] }>(collectionPath(selection.resource, selection.namespace), { query: selectionQuery(selection) });
      const { apiVersion, kind } = selection.resource;
      return { resourceVersion: list.metadata.resourceVersion, items: list.items.map((item) => ({ ...item, apiVersion, kind })) };
    },
    watch: (selection, resourceVersion, signal) => watch(wire, selection, resourceVersion, signal),
    create: (resource, object) => send('POST', collectionPath(resource, object.metadata.namespace), object),
    replace: (resource, object, { subresource } = {}) => send('PUT', pathOf(resource, object, subresource), object),
    patch: (reference, patch, { subresource } = {}) =>
      send('PATCH', withSubresource(objectPath(reference), subresource), patch, { contentType: 'application/merge-patch+json' }),
    apply: (resource, object) =>
      send('PATCH', pathOf(resource, object), object, { contentType: 'application/apply-patch+yaml', query: { force: true } }),
    async delete(reference, { propagation = 'Background', uid } = {}) {
      const body = { propagationPolicy: propagation, ...(uid === undefined ? {} : { preconditions: { uid } }) };
      await call(objectPath(reference), { method: 'DELETE', body }).catch(undefinedWhereAbsent);
    },
    request: (path, request = {}) => wire.exchange(path, request),
  };
}

function pathOf(resource: Resource, object: KubeObject, subresource?: string): string {
  return withSubresource(objectPath(referenceOf(resource, object)), subresource);
}

function withSubresource(path: string, subresource: string | undefined): string {
  return subresource === undefined ? path : `${path}/${subresource}`;
}

function undefinedWhereAbsent(error: unknown): undefined {
  if (isStatus(error, 404)) {
    return undefined;
  }
  throw error;
}

async function* watch<T extends KubeObject>(wire: Wire, selection: Selection, resourceVersion: string, signal: AbortSignal): AsyncIterable<WatchEvent<T>> {
  const query = { ...selectionQuery(selection), watch: true, allowWatchBookmarks: true, resourceVersion, timeoutSeconds: watchSeconds };
  const answer = await wire.stream(collectionPath(selection.resource, selection.namespace), { query, signal, timeoutMs: 0 });
  if ('failed' in answer) {
    throw toError(answer.failed);
  }
  for await (const line of answer.lines) {
    const event = JSON.parse(line) as WatchEvent<T> | { type: 'ERROR'; object: StatusAnswer };
    if (event.type === 'ERROR') {
      throw new ApiError(event.object.code ?? 500, event.object.reason ?? 'Unknown', event.object.message ?? 'the watch failed');
    }
    yield event;
  }
}

interface StatusAnswer {
  code?: number;
  reason?: string;
  message?: string;
}

function parseAnswer<T>(response: HttpResponse): T {
  if (response.status < 200 || response.status > 299) {
    throw toError(response);
  }
  return JSON.parse(response.text) as T;
}

/** A proxy or load balancer in between answers without a Status object: its 5xx says nothing about our request. */
function toError({ status, text }: HttpResponse): ApiError | Unreachable {
  const answer = parseStatus(text);
  if (answer === undefined && status >= 500) {
    return new Unreachable(`the API server answered HTTP ${status}: ${text.slice(0, 200).trim()}`);
  }
  return new ApiError(status, answer?.reason ?? 'Unknown', answer?.message ?? `HTTP ${status}: ${text.slice(0, 200).trim()}`);
}

function parseStatus(text: string): StatusAnswer | undefined {
  try {
    const answer = JSON.parse(text) as StatusAnswer & { kind?: string };
    return answer.kind === 'Status' ? answer : undefined;
  } catch {
    return undefined;
  }
}
