import type { Canary } from '../api/canary.ts';
import type { CanaryFacts } from './canary-facts.ts';
import type { Problem } from './problem.ts';
import { alertProblems } from './rules/alerts.ts';
import { autoscalerProblems } from './rules/autoscaler.ts';
import { gateProblems } from './rules/gates.ts';
import { metricProblems } from './rules/metrics.ts';
import { nameProblems } from './rules/names.ts';
import { promotionProblems } from './rules/promotion.ts';
import { routingProblems } from './rules/routing.ts';
import { serviceProblems } from './rules/services.ts';
import { strategyProblems } from './rules/strategy.ts';
import { targetProblems } from './rules/target.ts';

/**
 * All that is wrong with a Canary in this cluster, at once; what one object alone shows, the API server has checked by the schema already.
 * Pure: {@link ./gather-facts.ts} reads the facts.
 */
export function validateCanary(canary: Canary, facts: CanaryFacts): Problem[] {
  return [
    ...targetProblems(canary, facts),
    ...nameProblems(canary),
    ...routingProblems(canary, facts),
    ...strategyProblems(canary),
    ...promotionProblems(canary, facts),
    ...autoscalerProblems(canary),
    ...serviceProblems(canary, facts),
    ...metricProblems(canary, facts),
    ...gateProblems(canary),
    ...alertProblems(canary, facts),
  ];
}
