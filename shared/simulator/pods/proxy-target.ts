import type { ApiObject } from '../api-object.ts';
import { ApiStatus, badRequest, notFound } from '../api-server/api-status.ts';
import type { Definition } from '../schema/definition.ts';
import type { Store } from '../storage/store.ts';
import type { LoopbackAddress, Network, PodAddress } from './network.ts';
import { portNameOf } from './service-endpoints.ts';

export interface Proxied {
  /** Of services, or of pods. */
  readonly definition: Definition;
  readonly namespace: string;
  readonly name: string;
  /** As it stands in the path; absent where none does. */
  readonly port: string | undefined;
}

/**
 * Where `services/NAME:PORT/proxy` or `pods/NAME:PORT/proxy` leads to.
 * @throws ApiStatus 404 where there is no such object, 400 of a pod without an address yet, 503 where nothing answers, all in the API server's words.
 */
export function proxyTarget({ store, network }: { store: Store; network: Network }, proxied: Proxied): LoopbackAddress {
  const { definition, namespace, name } = proxied;
  const object = store.get(definition, namespace, name);
  if (object === undefined) {
    throw notFound(definition, name);
  }
  const { ip, port } = definition.plural === 'services' ? endpointOf(network, object, proxied) : addressOf(object, proxied);
  const address = network.ip(ip, port);
  if (address === undefined) {
    throw unreachable(`dial tcp ${ip}:${port}: connect: connection refused`);
  }
  return address;
}

/** 503 with why no answer of the Service or pod could be had. */
export function unreachable(why: string): ApiStatus {
  return unavailable(`error trying to reach service: ${why}`);
}

function unavailable(message: string): ApiStatus {
  return new ApiStatus(503, 'ServiceUnavailable', message);
}

/** Without a port, the one that has no name is meant. */
function endpointOf(network: Network, service: ApiObject, { namespace, name, port = '' }: Proxied): PodAddress {
  if (/^\d+$/.test(port) && portNameOf(service, port) === undefined) {
    throw unavailable(`no service port ${port} found for service "${name}"`);
  }
  const endpoint = network.endpoint({ namespace, name, port });
  if (endpoint === undefined) {
    throw unavailable(`no endpoints available for service "${name}"`);
  }
  return endpoint;
}

interface Pod {
  readonly spec?: { readonly containers?: readonly { readonly ports?: readonly { readonly containerPort: number }[] }[] };
  readonly status?: { readonly podIP?: string };
}

/** Without a port, the first that the pod declares is meant. */
function addressOf(pod: ApiObject, { port }: Proxied): PodAddress {
  const { spec, status } = pod as Pod;
  const first = spec?.containers?.flatMap(({ ports = [] }) => ports)[0]?.containerPort ?? 80;
  const number = port === undefined ? first : Number(port);
  if (status?.podIP === undefined) {
    throw badRequest('address not allowed');
  }
  if (Number.isNaN(number)) {
    throw unreachable(`dial tcp: lookup tcp/${port}: unknown port`);
  }
  return { ip: status.podIP, port: number };
}
