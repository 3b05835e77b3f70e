import { webhookPods } from '../../../../plugin/doctor/checks/webhook-pods.ts';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { aDeployment } from '../../../builders/a-deployment.ts';
import { itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/webhook-pods.ts', () => {
  const webhook = aDeployment().named('webhook').inNamespace('kubectl-canary-system');
  const describe = 'kubectl -n kubectl-canary-system describe pods -l app.kubernetes.io/name=webhook';
  const crashing = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'webhook-1', namespace: 'kubectl-canary-system', labels: { app: 'webhook' } }, status: { containerStatuses: [{ ready: false, image: 'x', state: { waiting: { reason: 'ImagePullBackOff', message: 'not found' } } }] } } as KubeObject;
  itSees(webhookPods, [
    ['counts its pods', {}, ['ok 2 of 2 pods of the webhook are available']],
    ['says where there is none', { without: ['Deployment webhook'] }, ['error there is no deployment webhook in namespace kubectl-canary-system: nothing is held → install it with "kubectl canary install"']],
    ['warns while some are missing', { objects: [webhook.available(1).build()] }, [`warning 1 of 2 pods of the webhook are available → ${describe}`]],
    ['says why there are none', { objects: [webhook.available(0).build(), crashing] }, [`error 0 of 2 pods of the webhook are available: pod webhook-1 with image x waits: ImagePullBackOff (not found) → ${describe}`]],
    ['knows one that was scaled down', { objects: [webhook.replicas(0).build()] }, ['error 0 of 0 pods of the webhook are available → kubectl -n kubectl-canary-system scale deployment webhook --replicas=2']],
  ]);
});
