import { namespaceOf } from '../../../shared/api/namespace-of.ts';
import { isAllowed } from '../../../shared/kube/access-review.ts';
import type { Kube } from '../../../shared/kube/kube.ts';
import { defaultRouter, routerFor, routerNames } from '../../../shared/routing/router-for.ts';
import type { ClusterCheck, ClusterContext } from '../check.ts';
import { ok, warning } from '../finding.ts';
import type { Sight } from '../finding.ts';
import { lackingRights, rightsOf, rightsText, rolesAmong } from '../rights.ts';

const label = 'kubectl-canary.dev/aggregate-to-operator';

/** Somebody has to drive: with these rights this user can, from here. */
export const ownPermissions: ClusterCheck = {
  code: 'KC201',
  title: 'you may do what driving a rollout takes',
  about: 'cluster',
  async look(context) {
    const { kube, canaries } = context;
    if (await isAllowed(kube, { verb: '*', group: '*', resource: '*' })) {
      return [ok('you may do everything in this cluster')];
    }
    const namespaces = [...new Set(canaries.length === 0 ? [kube.namespace] : canaries.map(namespaceOf))].sort();
    return await Promise.all(namespaces.map((namespace) => sightIn(kube, namespace, context)));
  },
};

async function sightIn(kube: Kube, namespace: string, context: ClusterContext): Promise<Sight> {
  const wanted = rightsOf(rolesAmong(context.shipped, ({ metadata }) => metadata.labels?.[label] === 'true'), namespace).filter(({ resource }) => !unusedBy(context, namespace).includes(resource));
  const lacking = await lackingRights(kube, wanted);
  return lacking.length === 0
    ? ok(`you may do in namespace ${namespace} what driving a rollout takes`)
    : warning(`in namespace ${namespace} you may not ${rightsText(lacking)}`, 'ask for the ClusterRole kubectl-canary-operator there, or leave driving to the runner');
}

/** Objects of routers that no Canary there has are nobody's business. */
function unusedBy({ canaries }: ClusterContext, namespace: string): string[] {
  const used = canaries.filter((canary) => namespaceOf(canary) === namespace).map(({ spec: { provider = defaultRouter } }) => provider as string);
  return routerNames.filter((name) => !used.includes(name)).flatMap((name) => routerFor(name)?.resources ?? []).map(({ plural }) => plural);
}
