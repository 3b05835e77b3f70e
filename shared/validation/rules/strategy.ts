import type { Canary } from '../../api/canary.ts';
import { warning } from '../problem.ts';
import type { Problem } from '../problem.ts';

/** Are there fields that do nothing together with the others? */
export function strategyProblems({ spec: { analysis, skipAnalysis } }: Canary): Problem[] {
  const { iterations, stepWeight, stepWeights, maxWeight, stepWeightPromotion, mirror, mirrorWeight, metrics = [], webhooks = [] } = analysis;
  const problems: Problem[] = [];
  const warn = (field: string, value: unknown, expected: string, suggestion: string) => problems.push(warning({ path: `spec.analysis.${field}`, value, expected, suggestion }));
  if (maxWeight !== undefined && (iterations !== undefined || stepWeights !== undefined)) {
    warn('maxWeight', maxWeight, 'stepWeight beside it', stepWeights === undefined ? 'iterations take no weights' : 'the last of stepWeights is the largest weight');
  }
  if (stepWeightPromotion !== undefined && iterations !== undefined) {
    warn('stepWeightPromotion', stepWeightPromotion, 'stepWeight or stepWeights beside it', 'iterations bring all traffic back at once');
  }
  if (stepWeight !== undefined && maxWeight !== undefined && stepWeight > maxWeight) {
    warn('stepWeight', stepWeight, `at most maxWeight (${maxWeight})`, `the only step will be ${maxWeight}`);
  }
  if (mirrorWeight !== undefined && mirror !== true) {
    warn('mirrorWeight', mirrorWeight, 'nothing yet', 'kubectl-canary mirrors no requests so far: take it out');
  }
  if (metrics.length === 0 && webhooks.length === 0 && skipAnalysis !== true) {
    warn('metrics', undefined, 'at least one metric or webhook', 'every change that starts is promoted now');
  }
  return problems;
}
