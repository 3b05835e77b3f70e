/**
 * How an HTTP address is reached: decided here and nowhere else. Inside the cluster everything is reached directly. From an operator's
 * machine, Services of the cluster are reached through the API server's service proxy, with the operator's own rights; the rest directly.
 */
import { isIP } from 'node:net';
import { longestAnswerBytes, sendDirectly, tooLong, withQuery } from './direct-http.ts';
import type { WebRequest } from './direct-http.ts';
import { ApiError, Unreachable } from './kube.ts';
import type { HttpResponse, Kube } from './kube.ts';
import { collectionPath } from './paths.ts';
import { services } from './resources.ts';

/** HTTP to any address, in the cluster or not; an answer of any status is an answer. @throws Unreachable where there is none. */
export type Http = (url: string, request?: WebRequest) => Promise<HttpResponse>;

interface ServiceHost {
  readonly namespace: string;
  readonly name: string;
  /** False where the host may be a Service's, or one of the world's: `example.com` looks like Service `example` of namespace `com`. */
  readonly certain: boolean;
}

const defaultTimeoutMs = 10_000;

/** HTTP as this process has to do it. `namespace` is that of Services written by their bare name (`http://loadtester/`). */
export function httpFor(kube: Kube, { namespace = kube.namespace }: { namespace?: string } = {}): Http {
  if (kube.inCluster) {
    return async (url, request = {}) => sendDirectly(inNamespace(url, namespace), request);
  }
  const isService = lookUps.get(kube) ?? serviceLookUp(kube);
  lookUps.set(kube, isService);
  return async (address, request = {}) => {
    const url = withQuery(address, request.query);
    const host = serviceHost(url.hostname, namespace);
    if (host !== undefined && (host.certain || (await isService.ask(host)))) {
      return sendThroughProxy(kube, url, host, request);
    }
    try {
      return await sendDirectly(address, request);
    } catch (error) {
      isService.forget(host);
      throw error;
    }
  };
}

/** The address with a bare Service name completed: it would resolve in the pod's own namespace, where the Canary's is meant. */
export function inNamespace(address: string, namespace: string): string {
  const url = withQuery(address);
  const host = serviceHost(url.hostname, namespace);
  if (host !== undefined && !url.hostname.includes('.')) {
    url.hostname = `${host.name}.${host.namespace}`;
  }
  return url.href;
}

/** The Service that a host name means in the cluster's DNS, or may mean; undefined where it cannot be one. */
export function serviceHost(hostname: string, namespace: string): ServiceHost | undefined {
  if (hostname === 'localhost' || hostname.startsWith('[') || isIP(hostname) !== 0) {
    return undefined;
  }
  const [name = '', second, third, ...rest] = hostname.replace(/\.$/, '').split('.');
  if (second === undefined) {
    return { name, namespace, certain: false };
  }
  if (third === undefined) {
    return { name, namespace: second, certain: false };
  }
  return third === 'svc' && (rest.length === 0 || rest.join('.') === 'cluster.local') ? { name, namespace: second, certain: true } : undefined;
}

interface ServiceLookUp {
  ask(host: ServiceHost): Promise<boolean>;
  forget(host: ServiceHost | undefined): void;
}

/** What is known of each cluster's Services. */
const lookUps = new WeakMap<Kube, ServiceLookUp>();

/** Asks once per Service. A "no" is forgotten when the host turns out not to answer directly either: the Service may come to be. */
function serviceLookUp(kube: Kube): ServiceLookUp {
  const known = new Map<string, Promise<boolean>>();
  const keyOf = ({ namespace, name }: ServiceHost) => `${namespace}/${name}`;
  return {
    ask(host) {
      const answer = known.get(keyOf(host)) ?? exists(kube, host);
      known.set(keyOf(host), answer);
      answer.catch(() => known.delete(keyOf(host)));
      return answer;
    },
    forget(host) {
      if (host !== undefined) {
        known.delete(keyOf(host));
      }
    },
  };
}

/** Who may not read Services of that namespace is most likely not asking for one. */
async function exists(kube: Kube, { namespace, name }: ServiceHost): Promise<boolean> {
  try {
    return (await kube.get({ resource: services, namespace, name })) !== undefined;
  } catch (error) {
    if (error instanceof ApiError) {
      return false;
    }
    throw error;
  }
}

async function sendThroughProxy(kube: Kube, url: URL, { namespace, name }: ServiceHost, request: WebRequest): Promise<HttpResponse> {
  const title = `service ${name}.${namespace}`;
  refuseCredentials(url, request, title);
  const scheme = url.protocol === 'https:' ? 'https:' : '';
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const path = `${collectionPath(services, namespace)}/${scheme}${name}:${port}/proxy${url.pathname}${url.search}`;
  const { query: _inUrl, ...rest } = request;
  const response = await kube.request(path, { timeoutMs: defaultTimeoutMs, ...rest, headers: { Accept: '*/*', ...request.headers } }).catch((error: Error) => {
    throw new Unreachable(`${title} did not answer through the API server: ${error.message}`, { cause: error });
  });
  const refusal = apiServerRefusal(response);
  if (refusal !== undefined) {
    throw new Unreachable(`${title} cannot be reached through the API server: ${refusal}`);
  }
  if (Buffer.byteLength(response.text) > longestAnswerBytes) {
    throw new Unreachable(`${title} cannot be read: ${tooLong}`);
  }
  return response;
}

/** The API server takes an Authorization header for itself and strips it: the secret would be shown to it, and never arrive. */
function refuseCredentials(url: URL, { headers = {} }: WebRequest, title: string): void {
  if (url.username !== '' || Object.keys(headers).some((header) => header.toLowerCase() === 'authorization')) {
    throw new Unreachable(`${title} asks for credentials, which the API server's proxy does not pass on: run this canary in the cluster, or give an address that is reachable from here`);
  }
}

/** What the API server itself says instead of the Service's answer; undefined where the Service answered. */
export function apiServerRefusal({ status, text }: HttpResponse): string | undefined {
  if (status < 400 || !text.startsWith('{"kind":"Status"')) {
    return undefined;
  }
  try {
    const answer = JSON.parse(text) as { apiVersion?: string; code?: number; message?: string };
    return answer.apiVersion === 'v1' && answer.code === status ? (answer.message ?? `HTTP ${status}`) : undefined;
  } catch {
    return undefined;
  }
}
