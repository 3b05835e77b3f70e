import type { ApiObject } from '../api-object.ts';
import type { Change, Store } from '../storage/store.ts';
import type { Listening, LoopbackAddress, PodAddress, PodNetwork, ServicePort } from './network.ts';
import { pausePort } from './paused-port.ts';
import type { PausedPort } from './paused-port.ts';
import { portNameOf, readyAddresses, routedAddresses, serviceNameLabel } from './service-endpoints.ts';

const services = { group: '', plural: 'services' };
const endpointSlices = { group: 'discovery.k8s.io', plural: 'endpointslices' };

interface Attached {
  readonly listening: Listening;
  /** Container port -> what stands in for it while the pod is paused. */
  paused: ReadonlyMap<number, PausedPort>;
}

/** Knows where the pods' programs listen, and reads from the cluster's own objects who stands behind a Service at this very moment. */
export class ClusterNetwork implements PodNetwork {
  readonly #store: Store;
  readonly #attached = new Set<Attached>();
  /** Of `namespace/service`, read again once one of them has changed. */
  readonly #slices = new Map<string, readonly ApiObject[]>();
  /** Whose turn it is at a Service's port. */
  readonly #turns = new Map<string, number>();

  constructor(store: Store) {
    this.#store = store;
    store.listen((change) => this.#forgetSlices(change));
  }

  attach(listening: Listening): () => void {
    const attached: Attached = { listening, paused: new Map() };
    this.#attached.add(attached);
    return () => {
      this.#attached.delete(attached);
      attached.paused.forEach((port) => port.close());
    };
  }

  service(service: ServicePort): LoopbackAddress | undefined {
    const address = this.#choose(service, routedAddresses);
    return address === undefined ? undefined : this.ip(address.ip, address.port);
  }

  endpoint(service: ServicePort): PodAddress | undefined {
    return this.#choose(service, readyAddresses);
  }

  pod({ namespace, name, port }: { namespace: string; name: string; port: number | string }): LoopbackAddress | undefined {
    return this.#find(({ listening }) => listening.namespace === namespace && listening.name === name, ({ portNames }) => portNames.get(String(port)) ?? Number(port));
  }

  ip(ip: string, port: number): LoopbackAddress | undefined {
    return this.#find(({ listening }) => listening.ip === ip, () => port);
  }

  /**
   * Stops a pod as SIGSTOP does: its ports accept connections and say nothing, until the function that is returned is called, or the
   * container is started anew. Connections that are open already go on.
   */
  async pausePod(namespace: string, name: string): Promise<() => void> {
    const pods = [...this.#attached].filter(({ listening }) => listening.namespace === namespace && listening.name === name);
    await Promise.all(pods.filter(({ paused }) => paused.size === 0).map((pod) => this.#pause(pod)));
    return () => pods.forEach((pod) => {
      pod.paused.forEach((port) => port.resume());
      pod.paused = new Map();
    });
  }

  /** Each of the addresses in turn. */
  #choose({ namespace, name, port }: ServicePort, addressesOf: typeof readyAddresses): PodAddress | undefined {
    const service = this.#store.get(services, namespace, name);
    const portName = service === undefined ? undefined : portNameOf(service, port);
    if (portName === undefined) {
      return undefined;
    }
    const addresses = addressesOf(this.#slicesOf(namespace, name), portName);
    const key = `${namespace}/${name}:${portName}`;
    const turn = this.#turns.get(key) ?? 0;
    this.#turns.set(key, turn + 1);
    return addresses[turn % addresses.length];
  }

  async #pause(pod: Attached): Promise<void> {
    const ports = await Promise.all([...pod.listening.ports].map(async ([port, target]) => [port, await pausePort(target)] as const));
    pod.paused = new Map(ports);
    if (!this.#attached.has(pod)) {
      pod.paused.forEach((port) => port.close());
    }
  }

  #find(isMeant: (pod: Attached) => boolean, portOf: (listening: Listening) => number): LoopbackAddress | undefined {
    for (const pod of this.#attached) {
      const wanted = portOf(pod.listening);
      const port = isMeant(pod) ? (pod.paused.get(wanted)?.port ?? pod.listening.ports.get(wanted)) : undefined;
      if (port !== undefined) {
        return { host: '127.0.0.1', port };
      }
    }
    return undefined;
  }

  #slicesOf(namespace: string, service: string): readonly ApiObject[] {
    const key = `${namespace}/${service}`;
    const slices = this.#slices.get(key) ?? this.#store.list(endpointSlices, namespace).filter((slice) => slice.metadata.labels?.[serviceNameLabel] === service);
    this.#slices.set(key, slices);
    return slices;
  }

  #forgetSlices({ resource, before, after }: Change): void {
    if (resource === `${endpointSlices.group}/${endpointSlices.plural}`) {
      for (const slice of [before, after]) {
        this.#slices.delete(`${slice?.metadata.namespace}/${slice?.metadata.labels?.[serviceNameLabel]}`);
      }
    }
  }
}
