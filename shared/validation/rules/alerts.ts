import type { Canary } from '../../api/canary.ts';
import { referenceKey } from '../canary-facts.ts';
import type { CanaryFacts } from '../canary-facts.ts';
import { warning } from '../problem.ts';
import type { Problem } from '../problem.ts';

/** Can each alert be sent? */
export function alertProblems(canary: Canary, { alertProviders }: CanaryFacts): Problem[] {
  return (canary.spec.analysis.alerts ?? []).flatMap(({ providerRef }, index) => {
    const key = referenceKey(providerRef, canary);
    return alertProviders.get(key) === 'absent' ? [warning({ path: `spec.analysis.alerts[${index}].providerRef`, value: key, expected: 'an AlertProvider that exists', suggestion: 'nobody is told until there is one' })] : [];
  });
}
