import type { HorizontalPodAutoscaler } from '../objects/autoscaler.ts';
import type { Condition } from '../objects/condition.ts';

export interface Scaling {
  readonly replicas: number;
  /** Why the size changes; undefined where it stays. */
  readonly reason: string | undefined;
  /** What is true now, without times. */
  readonly conditions: readonly Omit<Condition, 'lastTransitionTime'>[];
}

const ableToScale = is('AbleToScale', 'True', 'ReadyForNewScale', 'recommended size matches current size');
const scalingDisabled = is('ScalingActive', 'False', 'ScalingDisabled', 'scaling is disabled since the replica count of the target is zero');
const noMetrics = is('ScalingActive', 'False', 'FailedGetResourceMetric', 'the HPA was unable to compute the replica count: no metrics are served by this cluster');
const validMetric = is('ScalingActive', 'True', 'ValidMetricFound', 'the HPA was able to successfully calculate a replica count from its metrics');

/** Which size a target should have: within the bounds, and there what the metrics ask for. A target of size 0 is left alone. */
export function decide({ spec }: HorizontalPodAutoscaler, current: number, metricReplicas: number | undefined): Scaling {
  const { minReplicas = 1, maxReplicas } = spec;
  if (current === 0 && minReplicas > 0) {
    return { replicas: 0, reason: undefined, conditions: [gotScale(), scalingDisabled] };
  }
  if (current > maxReplicas) {
    return rescale(maxReplicas, 'Current number of replicas above Spec.MaxReplicas');
  }
  if (current < minReplicas) {
    return rescale(minReplicas, 'Current number of replicas below Spec.MinReplicas');
  }
  if (metricReplicas === undefined) {
    return { replicas: current, reason: undefined, conditions: [gotScale(), noMetrics] };
  }
  const replicas = Math.min(Math.max(metricReplicas, minReplicas), maxReplicas);
  const limited = limit(metricReplicas, minReplicas, maxReplicas);
  if (replicas === current) {
    return { replicas, reason: undefined, conditions: [ableToScale, validMetric, limited] };
  }
  const { reason, conditions } = rescale(replicas, replicas > current ? 'metrics above target' : 'All metrics below target');
  return { replicas, reason, conditions: [...conditions, validMetric, limited] };
}

function rescale(replicas: number, reason: string): Scaling {
  return { replicas, reason, conditions: [is('AbleToScale', 'True', 'SucceededRescale', `the HPA controller was able to update the target scale to ${replicas}`)] };
}

function limit(wanted: number, min: number, max: number): Scaling['conditions'][number] {
  if (wanted < min) {
    return is('ScalingLimited', 'True', 'TooFewReplicas', 'the desired replica count is less than the minimum replica count');
  }
  if (wanted > max) {
    return is('ScalingLimited', 'True', 'TooManyReplicas', 'the desired replica count is more than the maximum replica count');
  }
  return is('ScalingLimited', 'False', 'DesiredWithinRange', 'the desired count is within the acceptable range');
}

function gotScale(): Scaling['conditions'][number] {
  return is('AbleToScale', 'True', 'SucceededGetScale', 'the HPA controller was able to get the target\'s current scale');
}

function is(type: string, status: Condition['status'], reason: string, message: string): Scaling['conditions'][number] {
  return { type, status, reason, message };
}
