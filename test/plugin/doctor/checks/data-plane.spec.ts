import { dataPlane } from '../../../../plugin/doctor/checks/data-plane.ts';
import { aCanary } from '../../../builders/a-canary.ts';
import { aPod } from '../../../builders/a-pod.ts';
import { healthyCanary, itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/data-plane.ts', () => {
  itSees(dataPlane, [
    ['counts the pods that are ready', { objects: [aPod('traefik-2', { ready: false })] }, ['ok 1 of 2 running pods of traefik is ready']],
    ['has nothing to look for behind Services alone', { canary: aCanary().iterating(3) }, []],
    ['warns where there are none', { without: ['Pod traefik-1'] }, ['warning there are no running pods of traefik with label app.kubernetes.io/name=traefik or app=traefik or k8s-app=traefik in any namespace → install traefik, or name its pods on the canary with annotation kubectl-canary.dev/metrics-pods: <namespace>/<label selector>']],
    ['warns where none is ready', { objects: [aPod('traefik-1', { ready: false })] }, ['warning none of the running pods of traefik with label app.kubernetes.io/name=traefik or app=traefik or k8s-app=traefik in any namespace is ready → kubectl get pods -A']],
    ['looks where the canary says', { canary: healthyCanary().annotated({ 'kubectl-canary.dev/metrics-pods': 'edge/app=proxy' }), objects: [aPod('proxy', { namespace: 'edge', labels: { app: 'proxy' } })] }, ['ok 1 of 1 running pods of traefik is ready']],
  ]);
});
