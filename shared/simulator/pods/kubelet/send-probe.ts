import http from 'node:http';
import https from 'node:https';
import { connect } from 'node:net';
import type { Clock } from '../../../time/clock.ts';
import { timeLimit } from '../../time-limit.ts';
import type { LoopbackAddress } from '../network.ts';
import type { PodContainer, Probe } from './pod.ts';

/** However fast the clock runs, a pod that has to compute its answer is given so much real time. */
const leastPatienceMs = 1500;

export interface Probed {
  readonly container: PodContainer;
  readonly podIp: string;
  /** Where a port of the pod is to be reached just now. */
  reach(port: number): LoopbackAddress | undefined;
  readonly clock: Clock;
}

/** Asks once. Undefined where the container passes, else why not, in the kubelet's words. What we cannot ask (exec, gRPC) passes. */
export async function sendProbe({ httpGet, tcpSocket, timeoutSeconds = 1 }: Probe, { container, podIp, reach, clock }: Probed): Promise<string | undefined> {
  const handler = httpGet ?? tcpSocket;
  if (handler === undefined) {
    return undefined;
  }
  const port = portOf(container, handler.port);
  const address = reach(port);
  const { signal, lift } = timeLimit(clock, timeoutSeconds * 1000, leastPatienceMs);
  const ask = httpGet === undefined ? dial : (at: LoopbackAddress) => get(at, httpGet, signal);
  try {
    return address === undefined ? failure(httpGet, podIp, port, refusal(podIp, port)) : await ask(address);
  } catch (error) {
    return failure(httpGet, podIp, port, signal.aborted ? lateness(httpGet, podIp, port) : reasonOf(error as Error, podIp, port));
  } finally {
    lift();
  }
}

function portOf({ ports = [] }: PodContainer, port: number | string): number {
  return ports.find(({ name }) => name === port)?.containerPort ?? Number(port);
}

type HttpGet = NonNullable<Probe['httpGet']>;

function get({ host, port }: LoopbackAddress, { scheme, path = '/', httpHeaders = [] }: HttpGet, signal: AbortSignal): Promise<string | undefined> {
  const headers = { 'User-Agent': 'kube-probe/1.37', 'Accept': '*/*', 'Connection': 'close', ...Object.fromEntries(httpHeaders.map(({ name, value }) => [name, value])) };
  const { request } = scheme === 'HTTPS' ? https : http;
  return new Promise((resolve, reject) => {
    const options: https.RequestOptions = { host, port, path, headers, signal, agent: false, rejectUnauthorized: false };
    const outgoing = request(options, (answer) => {
      const { statusCode = 0 } = answer;
      answer.on('error', () => undefined).resume();
      resolve(statusCode >= 200 && statusCode < 400 ? undefined : `HTTP probe failed with statuscode: ${statusCode}`);
    });
    outgoing.on('error', reject).end();
  });
}

function dial({ host, port }: LoopbackAddress): Promise<undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.on('error', reject);
  });
}

function failure(httpGet: HttpGet | undefined, ip: string, port: number, reason: string): string {
  if (httpGet === undefined) {
    return reason;
  }
  const { scheme = 'HTTP', path = '/' } = httpGet;
  return `Get "${scheme.toLowerCase()}://${ip}:${port}${path.startsWith('/') ? '' : '/'}${path}": ${reason}`;
}

function refusal(ip: string, port: number): string {
  return `dial tcp ${ip}:${port}: connect: connection refused`;
}

function lateness(httpGet: HttpGet | undefined, ip: string, port: number): string {
  return httpGet === undefined ? `dial tcp ${ip}:${port}: i/o timeout` : 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
}

function reasonOf({ message, code }: NodeJS.ErrnoException, ip: string, port: number): string {
  if (code === 'ECONNREFUSED') {
    return refusal(ip, port);
  }
  return code === 'ECONNRESET' ? 'EOF' : message;
}
