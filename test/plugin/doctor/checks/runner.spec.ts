import { runner } from '../../../../plugin/doctor/checks/runner.ts';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { aDeployment } from '../../../builders/a-deployment.ts';
import { itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/runner.ts', () => {
  const heartbeat = (renewTime: string) => ({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'runner', namespace: 'kubectl-canary-system' }, spec: { holderIdentity: 'runner-1', leaseDurationSeconds: 30, renewTime } }) as KubeObject;
  itSees(runner, [
    ['takes none for a choice', {}, ['ok no runner is installed: rollouts are driven by "kubectl canary watch" and "run" alone']],
    ['knows one that stands by', { runner: true, objects: [heartbeat('2026-01-01T11:59:50Z')] }, ['ok the runner is alive, and stands by for drivers that go away']],
    ['warns of one that was not heard of lately', { runner: true, objects: [heartbeat('2026-01-01T11:00:00Z')] }, ['warning the runner is not alive: it runs, but was not heard of lately → kubectl -n kubectl-canary-system logs deployment/runner']],
    ['says where it has no pods', { objects: [aDeployment().named('runner').inNamespace('kubectl-canary-system').available(0).build()] }, ['warning the runner is not alive: none of its pods is available → kubectl -n kubectl-canary-system describe deployment runner']],
  ]);
});
