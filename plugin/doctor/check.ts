/**
 * The contract of a check: one member per thing that a rollout needs, in `checks/`, with a code of its own. Checks only read (a dry run is the
 * most), run side by side, and know nothing of each other; what keeps one from seeing is told by examine.ts.
 */
import type { Canary } from '../../shared/api/canary.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import type { Http } from '../../shared/kube/service-proxy.ts';
import type { CanaryFacts, Service } from '../../shared/validation/canary-facts.ts';
import type { Problem } from '../../shared/validation/problem.ts';
import type { Manifests } from '../install/manifests.ts';
import type { Sight } from './finding.ts';

export interface ClusterContext {
  readonly kube: Kube;
  readonly now: Date;
  /** All that are looked at. */
  readonly canaries: readonly Canary[];
  /** The cluster side as this plugin would install it. */
  readonly shipped: Manifests;
}

export interface CanaryContext {
  readonly kube: Kube;
  readonly now: Date;
  readonly canary: Canary;
  /** HTTP to anywhere, with a time limit that leaves time to say so. */
  readonly http: Http;
  /** Whether this machine can turn the host name into an address. */
  resolves(hostname: string): Promise<boolean>;
  /** What stands around the Canary; read once for all checks. */
  facts(): Promise<CanaryFacts>;
  /** What admission would say of it now. */
  problems(): Promise<readonly Problem[]>;
  /** All Services of its namespace. @throws ApiError where they may not be listed. */
  services(): Promise<readonly Service[]>;
}

interface Named {
  /** `KC` and three digits: cluster 1, permissions 2, installation 3, routing 4, target 5, metrics 6, gates 7, alerts 8. Never given to another check. */
  readonly code: string;
  /** What is checked, as the README lists it. */
  readonly title: string;
}

export interface ClusterCheck extends Named {
  readonly about: 'cluster';
  /** Nothing where there is nothing to check. @throws anything: it becomes a finding, or is a bug. */
  look(context: ClusterContext): Promise<readonly Sight[]>;
}

export interface CanaryCheck extends Named {
  readonly about: 'canary';
  /** Whether it asks others than the API server; only done for a Canary that was named. */
  readonly asksOthers?: true;
  /** Nothing where there is nothing to check. @throws anything: it becomes a finding, or is a bug. */
  look(context: CanaryContext): Promise<readonly Sight[]>;
}

export type Check = ClusterCheck | CanaryCheck;
