import type { Surroundings } from '../surroundings.ts';
import { CallFailure } from './call-failure.ts';
import type { ClientConfig } from './webhook.ts';

/** Where a webhook is. */
export interface Destination {
  /** As messages have it. */
  readonly url: string;
  /** The name that its certificate must be for. */
  readonly hostname: string;
  readonly port: number;
  /** With the query. */
  readonly path: string;
}

/** What its configuration says. @throws CallFailure where it says nothing. */
export function destinationOf({ url, service }: ClientConfig, timeoutSeconds: number): Destination {
  if (service !== undefined) {
    const { namespace, name, path = '/', port = 443 } = service;
    const hostname = `${name}.${namespace}.svc`;
    const full = `${path.startsWith('/') ? path : `/${path}`}?timeout=${timeoutSeconds}s`;
    return { url: `https://${hostname}:${port}${full}`, hostname, port, path: full };
  }
  if (url === undefined || !URL.canParse(url)) {
    throw new CallFailure('could not get REST client: webhook configuration must have either service or URL');
  }
  const { hostname, port, pathname, host } = new URL(url);
  const full = `${pathname}?timeout=${timeoutSeconds}s`;
  return { url: `https://${host}${full}`, hostname: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port === '' ? '443' : port), path: full };
}

/** Where to connect to: a pod of the Service, or the host of the URL. @throws Error in the API server's words. */
export function addressOf({ service }: ClientConfig, { hostname, port }: Destination, { store, network }: Pick<Surroundings, 'store' | 'network'>): { host: string; port: number } {
  if (service === undefined) {
    return { host: hostname, port };
  }
  const { namespace, name } = service;
  const object = store.get({ group: '', plural: 'services' }, namespace, name);
  if (object === undefined) {
    throw new Error(`service "${name}" not found`);
  }
  const { ports = [], clusterIP = '' } = (object['spec'] ?? {}) as { ports?: { port: number }[]; clusterIP?: string };
  if (!ports.some((each) => each.port === port)) {
    throw new Error(`no service port ${port} found for service "${name}"`);
  }
  const found = network.service({ namespace, name, port });
  if (found === undefined) {
    throw new Error(`dial tcp ${clusterIP}:${port}: connect: connection refused`);
  }
  return found;
}
