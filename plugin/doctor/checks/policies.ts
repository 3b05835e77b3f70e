import { referenceOf } from '../../../shared/kube/kube.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { resourceOf, titleOf } from '../../install/object-title.ts';
import type { ClusterCheck } from '../check.ts';
import { error, ok, warning } from '../finding.ts';
import type { Sight } from '../finding.ts';

interface Policy extends KubeObject {
  spec?: { validationActions?: readonly string[] };
  status?: { typeChecking?: { expressionWarnings?: readonly { fieldRef?: string; warning?: string }[] } };
}

const install = 'put it back with "kubectl canary install"';

/** They hold when no webhook answers, and say who may promote. */
export const policies: ClusterCheck = {
  code: 'KC307',
  title: 'the policies that hold without the webhook are in force',
  about: 'cluster',
  async look({ kube, shipped }) {
    const wanted = shipped.webhook.filter(({ kind }) => kind.startsWith('ValidatingAdmissionPolicy'));
    const found = await Promise.all(wanted.map((each) => kube.get<Policy>(referenceOf(resourceOf(each), each))));
    const sights = wanted.flatMap((each, index) => faultOf(each, found[index]));
    const names = wanted.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy').map(({ metadata }) => metadata.name);
    return sights.length === 0 ? [ok(`the policies ${names.join(' and ')} are bound, and deny`)] : sights;
  },
};

function faultOf(wanted: KubeObject, found: Policy | undefined): Sight[] {
  const title = titleOf(wanted);
  if (found === undefined) {
    return [error(`${title} is missing: with no webhook, changes of targets would not be held`, install)];
  }
  if (wanted.kind === 'ValidatingAdmissionPolicyBinding') {
    const actions = found.spec?.validationActions ?? [];
    return actions.includes('Deny') ? [] : [error(`${title} does not deny, its actions are ${actions.join(', ') || 'none'}`, install)];
  }
  const [doubt] = found.status?.typeChecking?.expressionWarnings ?? [];
  return doubt === undefined ? [] : [warning(`${title}: the API server doubts ${doubt.fieldRef ?? 'an expression'}: ${(doubt.warning ?? '').replaceAll(/\s+/g, ' ').slice(0, 200)}`, install)];
}
