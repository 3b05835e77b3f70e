import type { Canary } from '../../api/canary.ts';
import { referenceKey } from '../canary-facts.ts';
import type { CanaryFacts } from '../canary-facts.ts';
import { warning } from '../problem.ts';
import type { Problem } from '../problem.ts';

/** Is anybody told? */
export function alertProblems(canary: Canary, { alertProviders }: CanaryFacts): Problem[] {
  const { alerts = [] } = canary.spec.analysis;
  const unsent = alerts.length === 0 ? [] : [warning({ path: 'spec.analysis.alerts', value: alerts.map(({ name }) => name), expected: 'none yet', suggestion: 'kubectl-canary sends no alerts so far: use a webhook of type event' })];
  return [...unsent, ...alerts.flatMap(({ providerRef }, index) => {
    const key = referenceKey(providerRef, canary);
    return alertProviders.get(key) === 'absent' ? [warning({ path: `spec.analysis.alerts[${index}].providerRef`, value: key, expected: 'an AlertProvider that exists', suggestion: 'create it, or correct the name' })] : [];
  })];
}
