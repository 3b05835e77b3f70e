import type { Canary } from '../../api/canary.ts';
import { denied, warning } from '../problem.ts';
import type { Problem } from '../problem.ts';

/** Can each webhook be called, told from the others of its type, and do all its fields count? */
export function gateProblems({ spec: { analysis: { webhooks = [] } } }: Canary): Problem[] {
  return webhooks.flatMap(({ name, type, url, muteAlert }, index) => {
    const path = `spec.analysis.webhooks[${index}]`;
    const isSecond = webhooks.findIndex((other) => other.name === name && (other.type || 'rollout') === (type || 'rollout')) < index;
    return [
      ...(isSecond ? [denied({ path: `${path}.name`, value: name, expected: `a name of its own for each webhook of type ${type || 'rollout'}`, suggestion: 'the answer of one would count for the other: rename one of them' })] : []),
      ...(URL.canParse(url) ? [] : [denied({ path: `${path}.url`, value: url, expected: 'an address such as http://loadtester.test/' })]),
      ...(muteAlert === true ? [warning({ path: `${path}.muteAlert`, value: muteAlert, expected: 'nothing yet', suggestion: 'kubectl-canary sends no alerts so far' })] : []),
    ];
  });
}
