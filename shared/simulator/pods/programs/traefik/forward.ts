import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { LoopbackAddress } from '../../network.ts';

export interface Forwarded {
  readonly scheme: 'http' | 'https';
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: http.OutgoingHttpHeaders;
  readonly body: Buffer | undefined;
}

/** Keep connections to pods open from one request to the next. */
export interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

/** Of one hop only. */
const hopByHop = ['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** How Traefik notes a client that has gone away. */
const clientClosed = 499;

/** Passes on what the server answers, or says 502 where it does not; the status that is to be counted. */
export async function forward(forwarded: Forwarded, address: LoopbackAddress | undefined, response: http.ServerResponse, agents: Agents): Promise<number> {
  if (address === undefined) {
    return refuse(response, 502);
  }
  let answer: http.IncomingMessage;
  try {
    answer = await send(forwarded, address, agents, response);
  } catch {
    return response.closed ? clientClosed : refuse(response, 502);
  }
  const status = answer.statusCode ?? 502;
  for (const [name, value] of Object.entries(withoutHops(answer.headers))) {
    response.appendHeader(name, value as string | string[]);
  }
  response.writeHead(status);
  await pipeline(answer, response).catch(() => response.destroy());
  return status;
}

/** Sends a copy whose answer nobody waits for; the status that is to be counted. */
export async function sendCopy(forwarded: Forwarded, address: LoopbackAddress | undefined, agents: Agents): Promise<number> {
  try {
    const answer = address === undefined ? undefined : await send(forwarded, address, agents);
    answer?.on('error', () => undefined).resume();
    return answer?.statusCode ?? 502;
  } catch {
    return 502;
  }
}

/** Traefik's own word for a status. */
export function refuse(response: http.ServerResponse, status: number, text = http.STATUS_CODES[status] ?? ''): number {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
  return status;
}

/** Headers of the message itself. */
export function withoutHops(headers: http.IncomingHttpHeaders): http.IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.includes(name)));
}

/** A kept connection may be closed by its server at the very moment: what can be asked twice is then asked once more, on another. */
async function send(forwarded: Forwarded, address: LoopbackAddress, agents: Agents, client?: http.ServerResponse): Promise<http.IncomingMessage> {
  const isRepeatable = ['GET', 'HEAD', 'OPTIONS'].includes(forwarded.method);
  for (;;) {
    const outgoing = open(forwarded, address, agents);
    const giveUp = () => void outgoing.destroy();
    client?.once('close', giveUp);
    try {
      return await new Promise((resolve, reject) => outgoing.on('response', resolve).on('error', reject).end(forwarded.body));
    } catch (error) {
      client?.off('close', giveUp);
      if (!isRepeatable || !outgoing.reusedSocket || client?.closed === true) {
        throw error;
      }
    }
  }
}

function open({ scheme, method, url, headers }: Forwarded, { host, port }: LoopbackAddress, agents: Agents): http.ClientRequest {
  const options = { host, port, method, path: url, headers };
  return scheme === 'https' ? https.request({ ...options, agent: agents.https, rejectUnauthorized: false }) : http.request({ ...options, agent: agents.http });
}
