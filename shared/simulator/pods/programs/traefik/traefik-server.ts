import http from 'node:http';
import https from 'node:https';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Network } from '../../network.ts';
import { metricsContentType } from '../metrics-text.ts';
import { forward, refuse, sendCopy, withoutHops } from './forward.ts';
import type { Agents, Forwarded } from './forward.ts';
import type { Destination, RoutingTable } from './routing-table.ts';
import type { RuleSubject } from './rule.ts';
import type { TraefikMetrics } from './traefik-metrics.ts';

export interface TraefikSetting {
  readonly network: Network;
  readonly metrics: TraefikMetrics;
  /** The pod's name. */
  readonly hostname: string;
  /** As it is just now. */
  table(): RoutingTable;
}

/** Takes requests on entry points and passes them on to where the routing table says. */
export class TraefikServer {
  readonly #setting: TraefikSetting;
  readonly #agents: Agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

  constructor(setting: TraefikSetting) {
    this.#setting = setting;
  }

  /** `pages` are answered by Traefik itself, before any route. */
  listener(entryPoint: string, pages: { readonly metrics?: boolean; readonly ping?: boolean }): RequestListener {
    return (request, response) => {
      const path = request.url?.split('?')[0];
      if (pages.metrics === true && path === '/metrics') {
        response.writeHead(200, { 'Content-Type': metricsContentType }).end(this.#setting.metrics.text());
      } else if (pages.ping === true && path === '/ping') {
        response.writeHead(200).end('OK');
      } else {
        this.#serve(entryPoint, request, response).catch(() => response.destroy());
      }
    };
  }

  /** Closes the connections that are kept. */
  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  async #serve(entryPoint: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const begin = performance.now();
    const { method = 'GET' } = request;
    const choice = this.#setting.table().choose(entryPoint, subjectOf(request));
    const code = await this.#answer(choice, request, response);
    this.#setting.metrics.countEntryPoint(entryPoint, { code, method }, secondsSince(begin));
  }

  async #answer(choice: ReturnType<RoutingTable['choose']>, request: IncomingMessage, response: ServerResponse): Promise<number> {
    if (choice === undefined) {
      return refuse(response, 404, '404 page not found\n');
    }
    const { destination, cookies, mirrors } = choice;
    cookies.forEach((cookie) => response.appendHeader('Set-Cookie', cookie));
    if (destination === undefined) {
      return refuse(response, 503, 'no available server\n');
    }
    const body = await bodyOf(request);
    const code = await this.#counted(destination, request, (forwarded, address) => forward(forwarded, address, response, this.#agents), body);
    mirrors.forEach((mirror) => void this.#counted(mirror, request, (forwarded, address) => sendCopy(forwarded, address, this.#agents), body));
    return code;
  }

  async #counted({ service, server: { address, scheme }, passHostHeader }: Destination, request: IncomingMessage, send: (forwarded: Forwarded, address: ReturnType<Network['ip']>) => Promise<number>, body: Buffer | undefined): Promise<number> {
    const { network, metrics, hostname } = this.#setting;
    const begin = performance.now();
    const { method = 'GET', url = '/' } = request;
    const target = 'ip' in address ? { loopback: network.ip(address.ip, address.port), host: `${address.ip}:${address.port}` } : { loopback: network.service(address), host: address.name };
    const headers = headersFor(request, hostname);
    const code = await send({ scheme, method, url, body, headers: passHostHeader ? headers : { ...headers, host: target.host } }, target.loopback);
    metrics.countService(service, { code, method }, secondsSince(begin));
    return code;
  }
}

function subjectOf({ headers, url = '/', method = 'GET' }: IncomingMessage): RuleSubject {
  const [path = '/', query = ''] = url.split('?');
  return { host: hostOf(headers.host), path, method, headers, query: new URLSearchParams(query) };
}

/** Without port, in lower case. */
function hostOf(host = ''): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

/** What a client says of who it forwards for is not believed. */
function headersFor({ headers, socket }: IncomingMessage, hostname: string): http.OutgoingHttpHeaders {
  const client = socket.remoteAddress ?? '';
  return {
    ...withoutHops(headers),
    'x-forwarded-for': client, 'x-forwarded-host': headers.host, 'x-forwarded-port': '80', 'x-forwarded-proto': 'http', 'x-forwarded-server': hostname, 'x-real-ip': client,
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined) {
    return undefined;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function secondsSince(begin: number): number {
  return (performance.now() - begin) / 1000;
}
