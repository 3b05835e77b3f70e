import type { HttpRequest } from '../../shared/kube/kube.ts';
import { inNamespace } from '../../shared/kube/service-proxy.ts';
import { parseDuration } from '../../shared/time/duration.ts';

/** A request that a webhook's metadata describe, once or many times. */
export interface RequestSpec {
  readonly method: NonNullable<HttpRequest['method']>;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  readonly timeoutMs: number;
  /** Undefined: one request, whose answer is the verdict. */
  readonly load: { readonly requestsPerSecond: number; readonly durationSeconds: number } | undefined;
  /** As written, e.g. `200,404` or `2xx`. */
  readonly expectedStatus: string;
  isExpected(status: number): boolean;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const mostRequestsPerSecond = 1000;

/** Reads the metadata; those of `namespace` complete a bare Service name. @throws RangeError that names the field. */
export function parseRequest(metadata: Readonly<Record<string, string>>, namespace: string): RequestSpec {
  const { url = '', method = 'GET', headers = '', body, timeout = '10s', expectedStatus = '2xx' } = metadata;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new RangeError(`metadata.url is "${url}": expected an address such as http://podinfo-canary.test/`);
  }
  const knownMethod = methods.find((each) => each === method.toUpperCase());
  if (knownMethod === undefined) {
    throw new RangeError(`metadata.method is ${method}: expected ${methods.join(', ')}`);
  }
  return {
    method: knownMethod,
    url: inNamespace(url, namespace),
    headers: parseHeaders(headers),
    body,
    timeoutMs: parseDuration(timeout) * 1000,
    load: parseLoad(metadata),
    expectedStatus,
    isExpected: parseStatuses(expectedStatus),
  };
}

/** One header a line, `name: value`. */
function parseHeaders(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(lines.map((line): [string, string] => {
    const [, name, value = ''] = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined) {
      throw new RangeError(`metadata.headers has the line "${line.trim()}": expected name: value`);
    }
    return [name, value];
  }));
}

function parseLoad({ requestsPerSecond, duration }: Readonly<Record<string, string>>): RequestSpec['load'] {
  if (requestsPerSecond === undefined && duration === undefined) {
    return undefined;
  }
  const rate = Number(requestsPerSecond ?? 10);
  if (!(rate > 0 && rate <= mostRequestsPerSecond)) {
    throw new RangeError(`metadata.requestsPerSecond is ${requestsPerSecond}: expected a number up to ${mostRequestsPerSecond}`);
  }
  return { requestsPerSecond: rate, durationSeconds: parseDuration(duration ?? '1m') };
}

function parseStatuses(text: string): (status: number) => boolean {
  const patterns = text.split(',').map((part) => part.trim());
  if (!patterns.every((pattern) => /^[1-5](\d\d|xx)$/.test(pattern))) {
    throw new RangeError(`metadata.expectedStatus is "${text}": expected codes such as 200,404 or 2xx`);
  }
  return (status) => patterns.some((pattern) => pattern === String(status) || pattern === `${Math.floor(status / 100)}xx`);
}
