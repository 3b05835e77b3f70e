/**
 * The contract of a workload kind: what can be held and tried as a canary. One member per kind in `kinds/`.
 * All methods are pure: they read objects and make objects, patches and facts.
 */
import type { KubeObject, ObjectReference } from '../kube/kube.ts';
import type { Resource } from '../kube/resources.ts';

export interface PodTemplate {
  metadata?: { labels?: Record<string, string>; annotations?: Record<string, string>; [key: string]: unknown };
  spec: { containers: Container[]; initContainers?: Container[]; [key: string]: unknown };
}

export interface Container {
  name: string;
  image: string;
  ports?: { name?: string; containerPort: number; protocol?: string }[];
  [key: string]: unknown;
}

/** What is known about the pods of a workload. */
export interface Rollout {
  readonly replicas: number;
  readonly updated: number;
  readonly available: number;
  /** All asked-for pods run the newest template and the old ones are gone. */
  readonly complete: boolean;
  /** It will not become complete by itself: its progress deadline has passed. */
  readonly stuck: boolean;
  /** When Kubernetes last saw it come further (RFC 3339); undefined where it does not say. */
  readonly progressedAt?: string | undefined;
  /** One line: how far it is, e.g. `waiting for rollout to finish: 1 of 3 updated replicas are available`. */
  readonly progress: string;
}

export interface WorkloadKind {
  readonly kind: string;
  readonly resource: Resource;
  template(workload: KubeObject): PodTemplate;
  selector(workload: KubeObject): Record<string, string>;
  /** Asked-for pods. */
  replicas(workload: KubeObject): number;
  availableReplicas(workload: KubeObject): number;
  /** True while pods of an older template are still being replaced within the deadline (not while held). */
  isRolling(workload: KubeObject): boolean;
  isPaused(workload: KubeObject): boolean;
  /** How far its rollout is; `readyThreshold` is the percentage of updated pods that must be available. */
  rollout(workload: KubeObject, readyThreshold: number): Rollout;
  /** JSON patch operations on `spec` that stop (or start) Kubernetes from rolling the template. */
  pausePath: string;
}

/** `kind` is one of the Canary's targetRef; a reference to the object in the Canary's namespace. */
export interface TargetReference extends ObjectReference {}
