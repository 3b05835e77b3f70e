import { systemNamespace } from '../../../shared/api/group.ts';
import { isRunnerAlive } from '../../../shared/engine/runner-heartbeat.ts';
import { deployments } from '../../../shared/kube/resources.ts';
import { drivesItself } from '../../install/desired-objects.ts';
import type { Deployment } from '../../install/desired-objects.ts';
import { whyNotReady } from '../../install/why-not-ready.ts';
import type { ClusterCheck } from '../check.ts';
import { ok, warning } from '../finding.ts';

const look = `kubectl -n ${systemNamespace} logs deployment/runner`;

/** It takes over where a driver went away. To have none is a choice. */
export const runner: ClusterCheck = {
  code: 'KC308',
  title: 'the runner, where there is one, is alive',
  about: 'cluster',
  async look({ kube, now }) {
    const [found, isAlive] = await Promise.all([kube.get<Deployment>({ resource: deployments, namespace: systemNamespace, name: 'runner' }), isRunnerAlive(kube, now)]);
    if (found === undefined) {
      return [ok('no runner is installed: rollouts are driven by "kubectl canary watch" and "run" alone')];
    }
    if (isAlive) {
      return [ok(drivesItself(found) ? 'the runner is alive, and drives rollouts itself' : 'the runner is alive, and stands by for drivers that go away')];
    }
    const { availableReplicas = 0 } = found.status ?? {};
    const why = availableReplicas > 0 ? 'it runs, but was not heard of lately' : (await whyNotReady(kube, found)) ?? 'none of its pods is available';
    return [warning(`the runner is not alive: ${why}`, availableReplicas > 0 ? look : `kubectl -n ${systemNamespace} describe deployment runner`)];
  },
};
