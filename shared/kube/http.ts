/** One HTTP exchange with the API server, whole or as a stream of lines. */
import http from 'node:http';
import https from 'node:https';
import { createInterface } from 'node:readline';
import { Unreachable } from './kube.ts';
import type { HttpRequest, HttpResponse } from './kube.ts';
import type { Wire } from './wire.ts';

/** What a request needs besides its path: headers and the agent with the connection's credentials. */
export interface Credentials {
  headers: Record<string, string | readonly string[]>;
  agent?: http.Agent | https.Agent;
}

/** Fills in fresh credentials. */
export type Authorize = (request: Credentials) => Promise<void>;

export interface Transport {
  readonly server: string;
  readonly authorize: Authorize;
  /** 0: no limit. */
  readonly requestTimeoutMs: number;
}

/** Requests over HTTP or HTTPS. */
export function httpWire(transport: Transport): Wire {
  return {
    server: transport.server,
    exchange: (path, request) => exchange(transport, path, request),
    stream: (path, request) => stream(transport, path, request),
  };
}

async function exchange(transport: Transport, path: string, request: HttpRequest): Promise<HttpResponse> {
  const response = await open(transport, path, request);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of response) {
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    throw unreachable(transport, error);
  }
  return { status: response.statusCode ?? 0, headers: plainHeaders(response.headers), text: Buffer.concat(chunks).toString('utf8') };
}

async function stream(transport: Transport, path: string, request: HttpRequest): ReturnType<Wire['stream']> {
  const response = await open(transport, path, request);
  if (response.statusCode === 200) {
    return { lines: linesOf(response) };
  }
  const chunks: Buffer[] = [];
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
  }
  return { failed: { status: response.statusCode ?? 0, headers: plainHeaders(response.headers), text: Buffer.concat(chunks).toString('utf8') } };
}

/** Ends quietly when the connection is cut: a watch is resumed from where it was anyway. */
async function* linesOf(response: http.IncomingMessage): AsyncIterable<string> {
  response.on('error', () => undefined);
  for await (const line of createInterface({ input: response, crlfDelay: Infinity })) {
    if (line !== '') {
      yield line;
    }
  }
}

async function open(transport: Transport, path: string, { method = 'GET', query = {}, headers = {}, body, signal, timeoutMs }: HttpRequest): Promise<http.IncomingMessage> {
  const credentials: Credentials = { headers: { Accept: 'application/json', 'User-Agent': 'kubectl-canary', ...headers } };
  try {
    await transport.authorize(credentials);
  } catch (error) {
    throw new Unreachable(`credentials for ${transport.server} cannot be had: ${(error as Error).message}`, { cause: error });
  }
  const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  if (payload !== undefined) {
    credentials.headers = { 'Content-Type': 'application/json', ...credentials.headers, 'Content-Length': String(Buffer.byteLength(payload)) };
  }
  const url = new URL(transport.server + path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      url.searchParams.set(name, String(value));
    }
  }
  const limitMs = timeoutMs ?? transport.requestTimeoutMs;
  const signals = [...(signal === undefined ? [] : [signal]), ...(limitMs > 0 ? [AbortSignal.timeout(limitMs)] : [])];
  return send(transport, url, payload, { method, headers: credentials.headers as http.OutgoingHttpHeaders, agent: credentials.agent, ...(signals.length === 0 ? {} : { signal: AbortSignal.any(signals) }) });
}

function send(transport: Transport, url: URL, payload: string | undefined, options: https.RequestOptions): Promise<http.IncomingMessage> {
  const { request } = url.protocol === 'http:' ? http : https;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, resolve);
    outgoing.on('socket', (socket) => socket.setKeepAlive(true, 30_000));
    outgoing.on('error', (error) => reject(unreachable(transport, error)));
    outgoing.end(payload);
  });
}

function unreachable(transport: Transport, error: unknown): Unreachable {
  const { code, message, name } = error as NodeJS.ErrnoException;
  const why = name === 'TimeoutError' || name === 'AbortError' ? 'it did not answer in time' : code === 'ECONNREFUSED' ? 'connection refused' : message;
  return new Unreachable(`the API server ${transport.server} cannot be reached: ${why}`, { cause: error });
}

function plainHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value ?? '']));
}
