import type { Canary } from '../../api/canary.ts';
import { warning } from '../problem.ts';
import type { Problem } from '../problem.ts';

/** Does naming the target's scaler change anything? It scales the stable pods, named or not. */
export function autoscalerProblems({ spec: { autoscalerRef } }: Canary): Problem[] {
  return autoscalerRef === undefined ? [] : [warning({ path: 'spec.autoscalerRef', value: autoscalerRef.name, expected: 'nothing yet', suggestion: 'it goes on scaling the stable pods, but the new version gets no copy of it: its pods follow its share of the traffic, or spec.analysis.canaryReplicas' })];
}
