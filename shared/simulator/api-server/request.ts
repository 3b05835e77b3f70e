import type { Definition } from '../schema/definition.ts';

/** Who asks. */
export interface User {
  readonly username: string;
  readonly groups: readonly string[];
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** A request as it arrives, over HTTPS or from inside this process. */
export interface ApiRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Set where who asks is known already; else the headers say it. */
  readonly user?: User;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** An object is sent as JSON, a string as it is, a stream piece by piece as it comes. */
  readonly body: object | string | AsyncIterable<string>;
}

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';

/** What a path under /api or /apis is about. */
export interface Target {
  readonly verb: Verb;
  readonly definition: Definition;
  /** Empty where the resource lives in none, or all are meant. */
  readonly namespace: string;
  /** Empty for collections. */
  readonly name: string;
  /** `status`, `scale`, `proxy`, `log`, ... */
  readonly subresource: string | undefined;
  /** Of a proxy: what follows it, as `/metrics`. */
  readonly rest: string;
}

/** A request on its way, after it is known what it is about and that its user may ask it. */
export interface Call extends ApiRequest, Target {
  readonly user: User;
  /** Sent to the client as Warning headers. */
  warn(text: string): void;
}
