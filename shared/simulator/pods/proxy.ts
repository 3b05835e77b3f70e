import http from 'node:http';
import https from 'node:https';
import type { ApiRequest, ApiResponse } from '../api-server/request.ts';
import type { LoopbackAddress } from './network.ts';
import { unreachable } from './proxy-target.ts';

/** What is passed on; the path is the one that the Service or pod is to see. */
export type ProxiedRequest = Pick<ApiRequest, 'method' | 'path' | 'query' | 'headers' | 'body' | 'signal'>;

/** Of one hop only, or the API server's own: who asks it proves that to it alone. */
const keptBack = ['authorization', 'connection', 'content-length', 'host', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** Passes a request on to what listens there, as `services/NAME:PORT/proxy` does; any certificate will do. @throws ApiStatus 503 where no answer comes. */
export async function proxyThrough(address: LoopbackAddress, request: ProxiedRequest, scheme: 'http' | 'https'): Promise<ApiResponse> {
  try {
    const answer = await send(address, request, scheme);
    return { status: answer.statusCode ?? 502, headers: passedOn(answer.headers), body: await textOf(answer) };
  } catch (error) {
    throw unreachable(whyNot(error as NodeJS.ErrnoException, address));
  }
}

function send({ host, port }: LoopbackAddress, { method, path, query, headers, body, signal }: ProxiedRequest, scheme: 'http' | 'https'): Promise<http.IncomingMessage> {
  const search = query.size === 0 ? '' : `?${query}`;
  const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const options: https.RequestOptions = { host, port, method, path: `${path}${search}`, headers: { ...passedOn(headers), ...length }, signal, agent: false, rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    const outgoing = scheme === 'https' ? https.request(options, resolve) : http.request(options, resolve);
    outgoing.on('error', reject).end(body);
  });
}

function passedOn(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(([name, value]) => value !== undefined && !keptBack.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, typeof value === 'string' ? value : [...value!]]));
}

async function textOf(answer: http.IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of answer.setEncoding('utf8')) {
    text += chunk;
  }
  return text;
}

function whyNot({ code, message }: NodeJS.ErrnoException, { host, port }: LoopbackAddress): string {
  switch (code) {
    case 'ECONNREFUSED':
      return `dial tcp ${host}:${port}: connect: connection refused`;
    case 'ECONNRESET':
      return 'EOF';
    case 'EPROTO':
      return 'tls: first record does not look like a TLS handshake';
    default:
      return message;
  }
}
