import type { ApiObjectMeta } from '../../api-object.ts';
import type { KubeObject } from '../../../kube/kube.ts';
import { conditionOf } from './condition.ts';
import type { Condition } from './condition.ts';
import { millisecondsOf } from './timestamp.ts';

export interface Pod extends KubeObject {
  metadata: ApiObjectMeta;
  spec: PodSpec;
  status?: PodStatus;
}

export interface PodSpec {
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly hostname?: string;
  readonly subdomain?: string;
  readonly containers: readonly PodContainer[];
  readonly initContainers?: readonly PodContainer[];
  readonly [field: string]: unknown;
}

export interface PodContainer {
  readonly name: string;
  readonly image?: string;
  readonly restartPolicy?: string;
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number; readonly protocol?: string }[];
}

export interface PodStatus {
  readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  readonly conditions?: readonly Condition[];
  readonly podIP?: string;
  readonly podIPs?: readonly { readonly ip: string }[];
  readonly containerStatuses?: readonly { readonly restartCount?: number }[];
}

/** Whether its Ready condition is true. */
export function isReady({ status }: Pod): boolean {
  return conditionOf(status, 'Ready')?.status === 'True';
}

/** Since when it is ready, in milliseconds since 1970; undefined where it is not, or nobody knows. */
export function readySince(pod: Pod): number | undefined {
  return isReady(pod) ? millisecondsOf(conditionOf(pod.status, 'Ready')?.lastTransitionTime) : undefined;
}

/** Whether it has been ready for so long. */
export function isAvailable(pod: Pod, minReadySeconds: number, now: Date): boolean {
  return isReady(pod) && (minReadySeconds === 0 || millisecondsUntilAvailable(pod, minReadySeconds, now) === 0);
}

/** How long a ready pod still has to stay so to count as available; undefined for one that is not ready. */
export function millisecondsUntilAvailable(pod: Pod, minReadySeconds: number, now: Date): number | undefined {
  const since = readySince(pod);
  return since === undefined ? undefined : Math.max(0, since + minReadySeconds * 1000 - now.getTime());
}

/** Whether it has ended for good. */
export function isTerminal({ status }: Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

/** Whether it is being deleted. */
export function isTerminating({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined;
}

/** Whether it counts as a replica: it has not ended and is not being deleted. */
export function isActive(pod: Pod): boolean {
  return !isTerminal(pod) && !isTerminating(pod);
}

/** When the first of those that are ready but not available yet will be; undefined where there is none. */
export function millisecondsUntilNextAvailable(pods: readonly Pod[], minReadySeconds: number, now: Date): number | undefined {
  const waits = pods.map((pod) => millisecondsUntilAvailable(pod, minReadySeconds, now)).filter((wait) => wait !== undefined && wait > 0) as number[];
  return waits.length === 0 ? undefined : Math.min(...waits);
}
