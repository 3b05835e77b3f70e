import type { Kube } from '../../../kube/kube.ts';
import type { Clock } from '../../../time/clock.ts';
import type { ApiObject } from '../../api-object.ts';
import type { LogBook } from '../log-book.ts';
import type { PodNetwork } from '../network.ts';
import type { Program } from '../program.ts';
import type { Happening } from './container-status.ts';
import type { ReadData } from './environment.ts';
import type { ContainerEvent } from './event-recorder.ts';
import type { Pod, PodContainer } from './pod.ts';

/** What the containers of a node share. */
export interface ContainerWorld {
  readonly clock: Clock;
  readonly network: PodNetwork;
  readonly programs: readonly Program[];
  readonly logs: LogBook;
  /** What the node has pulled before. */
  readonly images: Set<string>;
  readData(namespace: string): ReadData;
  /** The API server with the rights of the pod's service account. */
  kubeFor(pod: ApiObject): Kube;
}

/** One container of one pod. */
export interface ContainerPlace {
  readonly container: PodContainer;
  readonly ip: string;
  /** As it is known just now. */
  pod(): Pod;
  tell(happening: Happening): void;
  record(event: ContainerEvent): void;
}
