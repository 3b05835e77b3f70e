/**
 * The contract of our one door to a Kubernetes API server. `connect.ts` makes the real one; tests bring their own.
 * All methods throw {@link ApiError} for an answer of the server that is not a success, {@link Unreachable} when there was none.
 */
import type { Resource } from './resources.ts';

export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
}

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
}

/** One object, whether it exists or not. */
export interface ObjectReference {
  readonly resource: Resource;
  readonly namespace?: string;
  readonly name: string;
}

/** Some objects of one resource; no `namespace` means all namespaces. */
export interface Selection {
  readonly resource: Resource;
  readonly namespace?: string;
  /** e.g. `app=podinfo` */
  readonly labelSelector?: string;
  /** e.g. `metadata.name=podinfo` */
  readonly fieldSelector?: string;
}

export interface WatchEvent<T extends KubeObject = KubeObject> {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  object: T;
}

export interface HttpRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Query parameters; undefined ones are left out. */
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  /** A string is sent as it is, anything else as JSON. */
  body?: unknown;
  signal?: AbortSignal;
  /** Milliseconds until the whole answer must be here. */
  timeoutMs?: number;
}

export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  text: string;
}

export interface Kube {
  /** The API server's address, for messages. */
  readonly server: string;
  /** The namespace to use where none is named. */
  readonly namespace: string;
  /** True inside a pod of the cluster, where Service names resolve. */
  readonly inCluster: boolean;
  /** The object, or undefined where there is none. */
  get<T extends KubeObject = KubeObject>(reference: ObjectReference): Promise<T | undefined>;
  /** All objects of the selection and the resource version of the list. */
  list<T extends KubeObject = KubeObject>(selection: Selection): Promise<{ items: T[]; resourceVersion: string }>;
  /** Events from `resourceVersion` on until the server ends the stream. 410 is thrown as ApiError. */
  watch<T extends KubeObject = KubeObject>(selection: Selection, resourceVersion: string, signal: AbortSignal): AsyncIterable<WatchEvent<T>>;
  create<T extends KubeObject>(resource: Resource, object: T): Promise<T>;
  /** PUT: refused with a conflict (409) where `metadata.resourceVersion` is not the newest. */
  replace<T extends KubeObject>(resource: Resource, object: T, options?: { subresource?: 'status' }): Promise<T>;
  /** JSON merge patch (RFC 7386); with `metadata.resourceVersion` in it, refused with a conflict where that is not the newest. */
  patch<T extends KubeObject = KubeObject>(reference: ObjectReference, patch: object, options?: { subresource?: 'status' | 'scale' }): Promise<T>;
  /** Server-side apply as our field manager, taking over conflicting fields. */
  apply<T extends KubeObject>(resource: Resource, object: T): Promise<T>;
  /** Deletes it if it is there; dependents go in the background unless told otherwise. */
  delete(reference: ObjectReference, options?: { propagation?: 'Background' | 'Foreground' | 'Orphan'; uid?: string }): Promise<void>;
  /** Any other path of the API server, such as a Service's proxy; never throws for a status code. */
  request(path: string, request?: HttpRequest): Promise<HttpResponse>;
}

/** The API server answered, but not with a success. `message` is the server's own. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status code, e.g. 404, 409, 403. */
  readonly code: number;
  /** The Status' reason, e.g. `NotFound`, `Conflict`, `Forbidden`. */
  readonly reason: string;

  constructor(code: number, reason: string, message: string) {
    super(message);
    this.code = code;
    this.reason = reason;
  }
}

/** No answer could be had: the network, TLS, or the credentials plugin failed. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** Whether it is the API server's answer of this code. */
export function isStatus(error: unknown, code: number): error is ApiError {
  return error instanceof ApiError && error.code === code;
}

/** Whether the API server refuses to create anything, as the whole namespace is being deleted. */
export function isNamespaceTerminating(error: unknown): boolean {
  return isStatus(error, 403) && /because it is being terminated/.test(error.message);
}

/** The reference of an object that exists. */
export function referenceOf(resource: Resource, object: KubeObject): ObjectReference {
  return { resource, name: object.metadata.name, ...(object.metadata.namespace === undefined ? {} : { namespace: object.metadata.namespace }) };
}
