/** All that is known about where a Canary stands: what is recorded, what is true now, and who is there to act. */
import type { Canary } from '../../shared/api/canary.ts';
import { namespaceOf } from '../../shared/api/namespace-of.ts';
import type { Decision } from '../../shared/engine/decision.ts';
import type { Observation } from '../../shared/engine/observation.ts';
import type { Failure } from '../../shared/errors.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import type { Problem } from '../../shared/validation/problem.ts';

export interface Standing {
  readonly now: Date;
  readonly canary: Canary;
  /** What a driver would see now, and do next; undefined where not even the target may be read. */
  readonly outlook: Outlook | undefined;
  /** Why no driver could even look: its spec names something that is not known. */
  readonly misfit: Failure | undefined;
  /** What admission would say of it now. */
  readonly problems: readonly Problem[];
  readonly driver: DriverState;
  /** Whether a runner in the cluster is there to take over. */
  readonly runner: 'alive' | 'absent' | 'unknown';
  readonly canaryPods: PodReport;
  readonly targetPods: PodReport;
}

/** The pods of one workload. */
export interface PodReport {
  readonly pods: readonly Pod[];
  /** Warnings about them and what makes them since the rollout began, oldest first. */
  readonly warnings: readonly WarningEvent[];
}

export interface Outlook {
  readonly observation: Observation;
  /** Undefined where Services or routing may not be read. */
  readonly decision: Decision | undefined;
}

/** Who holds the Lease. `gone`: nobody, or it has run out. */
export type DriverState =
  | { readonly state: 'alive'; readonly identity: string }
  | { readonly state: 'gone'; readonly lastHeardAt: Date | undefined }
  | { readonly state: 'unknown' };

export interface Pod extends KubeObject {
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly message?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string; readonly message?: string }[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

export interface ContainerStatus {
  readonly name: string;
  readonly ready?: boolean;
  readonly restartCount?: number;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly running?: object;
  readonly terminated?: { readonly exitCode: number; readonly reason?: string; readonly finishedAt?: string };
}

export interface WarningEvent {
  readonly kind: string;
  readonly name: string;
  readonly reason: string;
  readonly message: string;
  readonly at: Date;
}

/** `podinfo.test` */
export function titleOf(canary: Canary): string {
  return `${canary.metadata.name}.${namespaceOf(canary)}`;
}

/** `deployment/podinfo` */
export function targetOf({ spec: { targetRef } }: Canary): string {
  return `${targetRef.kind.toLowerCase()}/${targetRef.name}`;
}

/** A time that the status may have. */
export function timeOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
