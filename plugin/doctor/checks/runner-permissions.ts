import { systemNamespace } from '../../../shared/api/group.ts';
import { deployments } from '../../../shared/kube/resources.ts';
import type { ClusterCheck } from '../check.ts';
import { error, ok } from '../finding.ts';
import { lackingRights, rightsOf, rightsText, rolesAmong } from '../rights.ts';

const label = 'kubectl-canary.dev/aggregate-to-runner';

/** It drives, or takes over, all Canaries of the cluster. */
export const runnerPermissions: ClusterCheck = {
  code: 'KC203',
  title: 'the runner, where there is one, may do what driving a rollout takes',
  about: 'cluster',
  async look({ kube, shipped }) {
    const account = { namespace: systemNamespace, name: 'runner' };
    if ((await kube.get({ resource: deployments, ...account })) === undefined) {
      return [];
    }
    const lacking = await lackingRights(kube, rightsOf(rolesAmong(shipped, ({ metadata }) => metadata.labels?.[label] === 'true')), account);
    return [lacking.length === 0 ? ok('the runner may do what driving a rollout takes') : error(`the runner may not ${rightsText(lacking)}`, 'put its roles back with "kubectl canary install"')];
  },
};
