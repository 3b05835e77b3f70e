import { metricSources } from '../../../../plugin/doctor/checks/metric-sources.ts';
import type { HttpResponse, KubeObject } from '../../../../shared/kube/kube.ts';
import { healthyCanary, itSees, prometheusSays } from '../../../builders/a-checkup.ts';
import { apiServerSays } from '../../../builders/a-pod.ts';

describe('plugin/doctor/checks/metric-sources.ts', () => {
  const address = 'http://prometheus.monitoring.svc:9090';
  const canary = healthyCanary().specified({ metricsServer: address });
  const answering = (response: HttpResponse) => ({ answer: (path: string) => (path.includes('/services/prometheus:9090/proxy/api/v1/query?query=vector') ? response : undefined) });

  itSees(metricSources, [
    ['has nobody to ask where pods are read', {}, []],
    ['asks each server once', { canary: canary.analysed({ metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99 } }, { name: 'own', query: 'up', thresholdRange: { min: 1 } }] }), ...answering(prometheusSays(1)) }, [`ok prometheus at ${address} answers`]],
    ['says why one does not answer', { canary, ...answering(apiServerSays(503, 'no endpoints available for service "prometheus"')) }, [
      `error prometheus at ${address} cannot be asked: service prometheus.monitoring cannot be reached through the API server: no endpoints available for service "prometheus" → correct the address or the credentials, or start the server`,
    ]],
    ['shows no credentials of an address', { canary: healthyCanary().analysed({ metrics: [{ name: 'rate', templateRef: { name: 'rate' }, thresholdRange: { min: 1 } }] }), objects: [{ apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'MetricTemplate', metadata: { name: 'rate', namespace: 'test' }, spec: { provider: { type: 'prometheus', address: 'http://user:hunter2@prometheus.monitoring.svc:9090' }, query: 'up' } } as KubeObject] }, [
      `error prometheus at ${address} cannot be asked: service prometheus.monitoring asks for credentials, which the API server's proxy does not pass on: run this canary in the cluster, or give an address that is reachable from here → correct the address or the credentials, or start the server`,
    ]],
  ]);
});
