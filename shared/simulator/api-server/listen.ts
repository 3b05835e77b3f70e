import https from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Failure } from '../../errors.ts';
import { handle } from './api-server.ts';
import { ApiStatus, badRequest } from './api-status.ts';
import type { Cluster } from './cluster.ts';
import { ConnectionCut } from './faults.ts';
import { readBody } from './read-body.ts';
import type { ApiRequest, ApiResponse } from './request.ts';

export interface Listener {
  readonly port: number;
  /** Cuts all connections and frees the port. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** PEM: what clients are shown. */
  readonly certificate: string;
  readonly key: string;
}

/** Serves the API over HTTPS on loopback. @throws Failure where the port is taken. */
export async function listen(cluster: Cluster, { port, certificate, key }: ListenOptions): Promise<Listener> {
  const server = https.createServer({ cert: certificate, key, keepAliveTimeout: 60_000 }, (incoming, outgoing) => void serve(cluster, incoming, outgoing));
  server.on('upgrade', (_request, socket) => refuseUpgrade(socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(whyNot(error, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as { port: number }).port,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

/** exec, attach and port-forward. A client that hung up before has its answer already. */
function refuseUpgrade(socket: Duplex): void {
  const { code, body } = new ApiStatus(501, 'NotImplemented', 'a simulated pod is a program of this process: nothing can be run in it, and its ports are reached by kubectl get --raw .../proxy/');
  const text = JSON.stringify(body);
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${code} Not Implemented\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`);
}

function whyNot(error: NodeJS.ErrnoException, port: number): Error {
  const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
  return isTaken ? new Failure('refused', `port ${port} cannot be used: ${error.code === 'EACCES' ? 'permission denied' : 'another program listens on it'}`, { next: 'choose another with --port, or leave it out to take any that is free' }) : error;
}

async function serve(cluster: Cluster, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  outgoing.on('error', () => gone.abort());
  try {
    await send(outgoing, await handle(cluster, await toApiRequest(incoming, gone.signal)), gone.signal);
  } catch (error) {
    if (!(error instanceof ConnectionCut) && !gone.signal.aborted && !outgoing.headersSent) {
      const { code, body } = badRequest((error as Error).message);
      await send(outgoing, { status: code, body }, gone.signal);
      return;
    }
    incoming.socket.destroy();
  }
}

async function toApiRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer);
  }
  const url = new URL(incoming.url ?? '/', 'https://simulated.invalid');
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]));
  return { method: incoming.method ?? 'GET', path: url.pathname, query: url.searchParams, ...readBody(headers, Buffer.concat(chunks)), signal };
}

async function send(outgoing: ServerResponse, { status, headers = {}, body }: ApiResponse, signal: AbortSignal): Promise<void> {
  outgoing.statusCode = status;
  outgoing.setHeader('Content-Type', 'application/json');
  for (const [name, value] of Object.entries(headers)) {
    outgoing.setHeader(name, value as string | string[]);
  }
  if (typeof body === 'object' && Symbol.asyncIterator in body) {
    await sendPieces(outgoing, body, signal);
    return;
  }
  outgoing.end(typeof body === 'string' ? body : `${JSON.stringify(body)}\n`);
}

async function sendPieces(outgoing: ServerResponse, pieces: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  outgoing.flushHeaders();
  for await (const piece of pieces) {
    if (signal.aborted) {
      return;
    }
    if (!outgoing.write(piece)) {
      await new Promise<void>((resolve) => {
        outgoing.once('drain', resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }
  outgoing.end();
}
