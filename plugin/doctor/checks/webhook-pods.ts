import { systemNamespace } from '../../../shared/api/group.ts';
import { deployments } from '../../../shared/kube/resources.ts';
import type { Deployment } from '../../install/desired-objects.ts';
import { isRolledOut } from '../../install/readiness.ts';
import { whyNotReady } from '../../install/why-not-ready.ts';
import type { ClusterCheck } from '../check.ts';
import { error, ok, warning } from '../finding.ts';

const look = `kubectl -n ${systemNamespace} describe pods -l app.kubernetes.io/name=webhook`;

/** Without a pod of it every change of a target is denied. */
export const webhookPods: ClusterCheck = {
  code: 'KC303',
  title: 'the webhook runs',
  about: 'cluster',
  async look({ kube }) {
    const webhook = await kube.get<Deployment>({ resource: deployments, namespace: systemNamespace, name: 'webhook' });
    if (webhook === undefined) {
      return [error(`there is no deployment webhook in namespace ${systemNamespace}: nothing is held`, 'install it with "kubectl canary install"')];
    }
    const wanted = webhook.spec.replicas ?? 1;
    const available = webhook.status?.availableReplicas ?? 0;
    const seen = `${available} of ${wanted} pods of the webhook are available`;
    if (available > 0 && isRolledOut(webhook)) {
      return [ok(seen, { available, wanted })];
    }
    const why = await whyNotReady(kube, webhook);
    const tell = available === 0 ? error : warning;
    return [tell(`${seen}${why === undefined ? '' : `: ${why}`}`, wanted === 0 ? `kubectl -n ${systemNamespace} scale deployment webhook --replicas=2` : look, { available, wanted })];
  },
};
