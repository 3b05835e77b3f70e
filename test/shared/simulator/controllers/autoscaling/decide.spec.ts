import { expect } from 'chai';
import { decide } from '../../../../../shared/simulator/controllers/autoscaling/decide.ts';
import type { HorizontalPodAutoscaler } from '../../../../../shared/simulator/controllers/objects/autoscaler.ts';

const autoscaler: HorizontalPodAutoscaler = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web' }, spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 5 } };

describe('shared/simulator/controllers/autoscaling/decide.ts', () => {
  const cases: [title: string, current: number, metric: number | undefined, replicas: number, reason: string | undefined, conditions: string[]][] = [
    ['raises what is too small', 1, undefined, 2, 'Current number of replicas below Spec.MinReplicas', ['AbleToScale SucceededRescale']],
    ['lowers what is too large', 9, 3, 5, 'Current number of replicas above Spec.MaxReplicas', ['AbleToScale SucceededRescale']],
    ['leaves what is switched off', 0, 4, 0, undefined, ['AbleToScale SucceededGetScale', 'ScalingActive ScalingDisabled']],
    ['leaves what is within bounds where there are no metrics', 3, undefined, 3, undefined, ['AbleToScale SucceededGetScale', 'ScalingActive FailedGetResourceMetric']],
    ['follows a metric up', 3, 4, 4, 'metrics above target', ['AbleToScale SucceededRescale', 'ScalingActive ValidMetricFound', 'ScalingLimited DesiredWithinRange']],
    ['follows a metric down to the minimum', 3, 1, 2, 'All metrics below target', ['AbleToScale SucceededRescale', 'ScalingActive ValidMetricFound', 'ScalingLimited TooFewReplicas']],
    ['follows a metric up to the maximum', 3, 50, 5, 'metrics above target', ['AbleToScale SucceededRescale', 'ScalingActive ValidMetricFound', 'ScalingLimited TooManyReplicas']],
    ['stays where the metric wants it', 3, 3, 3, undefined, ['AbleToScale ReadyForNewScale', 'ScalingActive ValidMetricFound', 'ScalingLimited DesiredWithinRange']],
  ];
  for (const [title, current, metric, replicas, reason, conditions] of cases) {
    it(title, () => {
      const scaling = decide(autoscaler, current, metric);
      expect({ replicas: scaling.replicas, reason: scaling.reason, conditions: scaling.conditions.map(({ type, reason: why }) => `${type} ${why}`) }).to.deep.equal({ replicas, reason, conditions });
    });
  }
});
