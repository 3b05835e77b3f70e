import type { Canary } from '../../api/canary.ts';
import type { KubeObject } from '../../kube/kube.ts';
import { defaultRouter, routerFor } from '../../routing/router-for.ts';
import { known } from '../canary-facts.ts';
import type { CanaryFacts } from '../canary-facts.ts';
import { warning } from '../problem.ts';
import type { Problem } from '../problem.ts';

type Target = KubeObject & { spec?: { strategy?: { type?: string } } };

/** Is somebody there for every request while the change is promoted? With Recreate all stable pods go before the first new one comes. */
export function promotionProblems(canary: Canary, { target }: CanaryFacts): Problem[] {
  const isRecreated = (known(target) as Target | undefined)?.spec?.strategy?.type === 'Recreate';
  const weight = lastWeight(canary);
  if (!isRecreated || weight === 100) {
    return [];
  }
  const { name, kind } = canary.spec.targetRef;
  return [warning({
    path: 'spec.targetRef.name', value: name, expected: `a ${kind} whose strategy is not Recreate`,
    suggestion: `in each promotion all its pods are gone for a moment, with ${weight === undefined ? 'all traffic' : `${100 - weight} % of the traffic`} on them: give it strategy RollingUpdate${weight === undefined ? '' : ', or end the steps at weight 100'}`,
  })];
}

/** The canary's share when its steps are passed; undefined where it has none. */
function lastWeight({ spec: { analysis, provider = defaultRouter, skipAnalysis } }: Canary): number | undefined {
  const { iterations = 0, stepWeights, maxWeight = 100 } = analysis;
  if (skipAnalysis === true || routerFor(provider)?.supports.weights !== true) {
    return undefined;
  }
  return iterations > 0 ? 100 : stepWeights?.at(-1) ?? maxWeight;
}
