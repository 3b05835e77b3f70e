import type { Kube } from '../../shared/kube/kube.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { UserCounts } from './user-counts.ts';

/** What ails a version on demand. */
export interface Ailment {
  /** Percent of its answers that are errors. */
  readonly errorPercent?: number;
  readonly latencyMs?: number;
}

/** The embedded cluster with the product, an app, its Canary and its users, as the story and the keys act on it. */
export interface Demo {
  /** As the person of the story. */
  readonly kube: Kube;
  readonly clock: Clock;
  /** What `KUBECONFIG` may be set to in another terminal. */
  readonly kubeconfigPath: string;
  /** From now on every pod of this version has it, until it is given another. */
  afflict(version: string, ailment: Ailment): void;
  users(): UserCounts;
  /** Ends everything and removes what was written. May be called more than once. */
  stop(): Promise<void>;
}
