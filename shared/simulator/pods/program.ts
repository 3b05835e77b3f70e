import type { Kube } from '../../kube/kube.ts';
import type { Clock } from '../../time/clock.ts';
import type { ApiObject } from '../api-object.ts';
import type { Network } from './network.ts';

/** What an image stands for: something that runs inside this process and listens on loopback ports of its own. */
export interface Program {
  /** The image's repository without registry and path, as `podinfo` of `ghcr.io/stefanprodan/podinfo:6.0.0`. */
  readonly image: string;
  /** Starts one container. @throws Error where it ends at once: the container is restarted, with a growing pause in between (CrashLoopBackOff). */
  start(container: StartedContainer): Promise<RunningProgram>;
}

/** What a program finds around it. */
export interface StartedContainer {
  /** The pod as it was when the container was started. */
  readonly pod: ApiObject;
  /** Its place in the pod: image, command, args, ports as the manifest has them. */
  readonly container: Container;
  /** The image's tag, as `6.0.0`; `latest` where there is none. */
  readonly tag: string;
  readonly env: Readonly<Record<string, string>>;
  /** The API server with the rights of the pod's service account. */
  readonly kube: Kube;
  readonly network: Network;
  readonly clock: Clock;
  /** A line of the container's log. */
  log(line: string): void;
  /** To be called where the program ends by itself later on: it is stopped for good, and the container restarted. */
  exited(exitCode: number): void;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number; readonly protocol?: string }[];
}

export interface RunningProgram {
  /** Container port -> port on 127.0.0.1. */
  readonly ports: ReadonlyMap<number, number>;
  /**
   * Ends it: requests that are open are answered first, for at most so many milliseconds of the clock, and then cut; 0 cuts them at once.
   * Called again, with less, where it takes too long.
   */
  stop(graceMilliseconds: number): Promise<void>;
}
