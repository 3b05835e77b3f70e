/** The cluster's network: who asks for a Service or a pod gets the loopback address at which its process listens. */

export interface LoopbackAddress {
  readonly host: '127.0.0.1';
  readonly port: number;
}

/** An address inside the cluster, whether anything listens there or not. */
export interface PodAddress {
  readonly ip: string;
  readonly port: number;
}

export interface ServicePort {
  readonly namespace: string;
  readonly name: string;
  /** A number or a name of the Service's own ports. */
  readonly port: number | string;
}

export interface Network {
  /**
   * Where the Service's cluster IP leads to: one of its ready endpoints, each in turn; while there are none, one that still serves on its
   * way out. Undefined where there is none, or nothing listens there.
   */
  service(service: ServicePort): LoopbackAddress | undefined;
  /** The address in the cluster of one of its ready endpoints, each in turn, as the API server's proxy picks them. Undefined where none is ready. */
  endpoint(service: ServicePort): PodAddress | undefined;
  /** A port of a pod that runs; `port` is a number or a name of its containers' ports. Undefined where nothing listens. */
  pod(pod: { namespace: string; name: string; port: number | string }): LoopbackAddress | undefined;
  /** A port of the pod that has this address in the cluster, as EndpointSlices name it. */
  ip(ip: string, port: number): LoopbackAddress | undefined;
}

/** What the node has to say to the network. */
export interface PodNetwork extends Network {
  /** Ports of a pod's container have begun to listen; returns how to say that they no longer do. */
  attach(listening: Listening): () => void;
}

export interface Listening {
  readonly namespace: string;
  readonly name: string;
  readonly ip: string;
  /** Container port -> port on 127.0.0.1. */
  readonly ports: ReadonlyMap<number, number>;
  /** Names of container ports. */
  readonly portNames: ReadonlyMap<string, number>;
}
