import type { HttpRequest, HttpResponse } from './kube.ts';

/** How requests of one identity get to an API server: over HTTPS (http.ts), or straight to one that runs in this process. */
export interface Wire {
  /** The API server's address, for messages. */
  readonly server: string;
  /** The answer, read whole. @throws Unreachable where there was none. */
  exchange(path: string, request: HttpRequest): Promise<HttpResponse>;
  /** The lines of an answer that stays open, until either side ends it. A status that is not 200 comes back as a whole answer. */
  stream(path: string, request: HttpRequest): Promise<{ failed: HttpResponse } | { lines: AsyncIterable<string> }>;
}
