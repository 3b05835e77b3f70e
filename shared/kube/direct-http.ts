/** HTTP to an address that this process reaches itself: with a time limit, an upper size, and failures in plain words. */
import http from 'node:http';
import https from 'node:https';
import { Unreachable } from './kube.ts';
import type { HttpRequest, HttpResponse } from './kube.ts';

/** A request to somewhere that is not the API server. */
export interface WebRequest extends HttpRequest {
  /** Accepts any certificate. */
  insecureSkipVerify?: boolean;
}

/** No answer worth reading is longer; a longer one would fill memory, status and events. */
export const longestAnswerBytes = 1024 * 1024;
const defaultTimeoutMs = 10_000;

/** Sends it and reads the whole answer, of whatever status. @throws Unreachable where there is none, or none that can be read. */
export async function sendDirectly(address: string, request: WebRequest = {}): Promise<HttpResponse> {
  const url = withQuery(address, request.query);
  const timeoutMs = request.timeoutMs ?? defaultTimeoutMs;
  const limit = AbortSignal.timeout(timeoutMs);
  const signal = request.signal === undefined ? limit : AbortSignal.any([limit, request.signal]);
  try {
    const response = await open(url, request, signal);
    return { status: response.statusCode ?? 0, headers: plainHeaders(response.headers), text: await read(response) };
  } catch (error) {
    throw new Unreachable(`${url.origin} cannot be reached: ${whyNot(error, { timeoutMs, timedOut: limit.aborted })}`, { cause: error });
  }
}

/** The address with these parameters added. @throws Unreachable where it is no http or https URL. */
export function withQuery(address: string, query: HttpRequest['query'] = {}): URL {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new Unreachable(`"${address}" is no address: write one such as http://prometheus.monitoring:9090`);
  }
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      url.searchParams.set(name, String(value));
    }
  }
  return url;
}

function open(url: URL, { method = 'GET', headers = {}, body, insecureSkipVerify = false }: WebRequest, signal: AbortSignal): Promise<http.IncomingMessage> {
  const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const length = payload === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(payload)) };
  // A connection each: a kept one may have been closed meanwhile, which would look like a failure of the service; and a load reaches all pods.
  const options: https.RequestOptions = { agent: false, method, headers: { 'User-Agent': 'kubectl-canary', ...length, ...headers }, signal, ...(insecureSkipVerify ? { rejectUnauthorized: false } : {}) };
  const { request } = url.protocol === 'http:' ? http : https;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, resolve);
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

async function read(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > longestAnswerBytes) {
      throw new Error(tooLong);
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Said of an answer that was cut off. */
export const tooLong = 'its answer is longer than 1 MiB';

/** Node gives an AggregateError where a name has several addresses and none answers: the first one's reason will do. */
function whyNot(error: unknown, { timeoutMs, timedOut }: { timeoutMs: number; timedOut: boolean }): string {
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  const { code, message } = first as NodeJS.ErrnoException;
  if (timedOut) {
    return `no answer within ${timeoutMs / 1000}s`;
  }
  return (code !== undefined && plainReasons[code]) || message;
}

const plainReasons: Partial<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'its name does not resolve',
  EAI_AGAIN: 'its name does not resolve',
  EHOSTUNREACH: 'there is no route to it',
  ABORT_ERR: 'the request was given up',
};

function plainHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value ?? '']));
}
