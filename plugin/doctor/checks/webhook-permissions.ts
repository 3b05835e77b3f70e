import { systemNamespace } from '../../../shared/api/group.ts';
import type { ClusterCheck } from '../check.ts';
import { error, ok } from '../finding.ts';
import { lackingRights, rightsOf, rightsText, rolesAmong } from '../rights.ts';

const roles = ['kubectl-canary-webhook', 'webhook'];

/** What it may not read it cannot judge. */
export const webhookPermissions: ClusterCheck = {
  code: 'KC202',
  title: 'the webhook may do what it has to',
  about: 'cluster',
  async look({ kube, shipped }) {
    const wanted = rightsOf(rolesAmong(shipped, ({ metadata }) => roles.includes(metadata.name)));
    const lacking = await lackingRights(kube, wanted, { namespace: systemNamespace, name: 'webhook' });
    return [lacking.length === 0 ? ok('the webhook may do what it has to') : error(`the webhook may not ${rightsText(lacking)}`, 'put its roles back with "kubectl canary install"')];
  },
};
