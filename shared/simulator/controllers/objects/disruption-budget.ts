import type { KubeObject } from '../../../kube/kube.ts';
import type { Condition } from './condition.ts';
import type { IntOrPercent } from './int-or-percent.ts';
import type { LabelSelector } from './label-selector.ts';

export interface PodDisruptionBudget extends KubeObject {
  spec: { readonly selector?: LabelSelector; readonly minAvailable?: IntOrPercent; readonly maxUnavailable?: IntOrPercent };
  status?: DisruptionStatus;
}

export interface DisruptionStatus {
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly disruptionsAllowed: number;
  readonly expectedPods: number;
  readonly observedGeneration?: number;
  /** Names of pods whose eviction has been granted, and when; they do not count as healthy. */
  readonly disruptedPods?: Readonly<Record<string, string>>;
  readonly conditions?: readonly Condition[];
}
