/** What is true in the cluster now, about one Canary. Reads only; `decide.ts` needs nothing else. */
import type { Canary } from '../api/canary.ts';
import type { KubeObject } from '../kube/kube.ts';
import type { Router, Route, Found } from '../routing/router.ts';
import type { Weights } from '../routing/weights.ts';
import type { Rollout, WorkloadKind } from '../workloads/workload.ts';

export interface Observation {
  readonly now: Date;
  readonly canary: Canary;
  readonly kind: WorkloadKind;
  readonly router: Router;
  readonly route: Route;
  /** Routing objects by role, and the weights read from them (undefined: not routing yet). */
  readonly found: Found;
  readonly weights: Weights | undefined;
  /** Undefined where the target does not exist. */
  readonly target: TargetState | undefined;
  /** Undefined where `<target>-canary` does not exist. */
  readonly canaryWorkload: CanaryWorkloadState | undefined;
  readonly services: { readonly apex: KubeObject | undefined; readonly primary: KubeObject | undefined; readonly canary: KubeObject | undefined };
  /** True where Services or routing are missing or differ from what the spec asks. */
  readonly needsSetUp: boolean;
  /** Whether this host starts analyses by itself, or only carries on what was begun (a standby). */
  readonly begins: boolean;
}

export interface TargetState {
  readonly object: KubeObject;
  /** Hash of the template in its spec. */
  readonly template: string;
  readonly held: boolean;
  /** Hash of the template its pods run: recorded at the hold, else that of the spec. */
  readonly stable: string;
  /** Its user had paused it before the hold. */
  readonly pausedByUser: boolean;
  /** Its user has paused it now and nothing is held: Kubernetes rolls nothing out until it is resumed. */
  readonly paused: boolean;
  /** Its template is the one that was let through last by its name: promoted, or put back after a promotion that failed. */
  readonly letThrough: boolean;
  readonly replicas: number;
  readonly available: number;
  readonly rollout: Rollout;
}

export interface CanaryWorkloadState {
  readonly object: KubeObject;
  /** False where somebody else made it: it is never touched then. */
  readonly ours: boolean;
  /** Hash of the target's template it was made from. */
  readonly template: string;
  readonly replicas: number;
  readonly available: number;
  readonly rollout: Rollout;
}
