import { expect } from 'chai';
import { metricQueries } from '../../../../plugin/doctor/checks/metric-queries.ts';
import { ApiError } from '../../../../shared/kube/kube.ts';
import type { HttpResponse, KubeObject } from '../../../../shared/kube/kube.ts';
import { aCheckup, healthyCanary, itSees, metricsText, prometheusSays, textOf } from '../../../builders/a-checkup.ts';
import type { CheckupSettings } from '../../../builders/a-checkup.ts';
import { aCanary } from '../../../builders/a-canary.ts';
import { aPod } from '../../../builders/a-pod.ts';

describe('plugin/doctor/checks/metric-queries.ts', () => {
  const counter = 'traefik_service_request_duration_seconds_count{service=~"test-podinfo-canary-[0-9a-zA-Z-]+@kubernetescrd"}';
  const scraping = (text: string): CheckupSettings => ({ answer: (path) => (path.includes('/proxy/metrics') ? { status: 200, headers: {}, text } : undefined) });
  const own = (query: string) => healthyCanary().specified({ metricsServer: 'http://prometheus.monitoring.svc:9090' }).analysed({ metrics: [{ name: 'own', query, thresholdRange: { max: 5 } }] });
  const asking = (answers: (query: string) => HttpResponse): CheckupSettings => ({ answer: (path) => (path.includes('/proxy/api/v1/query?') ? answers(new URL(path, 'http://x').searchParams.get('query') ?? '') : undefined) });
  const template = (query: string) => ({ apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'MetricTemplate', metadata: { name: 'own', namespace: 'test' }, spec: { provider: { type: 'prometheus', address: 'http://prometheus.monitoring.svc:9090', secretRef: { name: 'login' } }, query } }) as KubeObject;
  const byTemplate = healthyCanary().analysed({ metrics: [{ name: 'own', templateRef: { name: 'own' }, thresholdRange: { max: 5 } }] });
  const seek = 'send it some requests; where it has some, correct the query';

  describe('what pods count', () => itSees(metricQueries, [
    ['is asked of the stable pods while no new version has been tried', {}, [`ok request-success-rate: nothing about a new version, as none has traffic; of the stable pods counted by 1 pod since it started: success rate 99.00% >= 99%; query: ${counter}`]],
    ['is told of the new version where one was', scraping(metricsText('podinfo-canary')), [`ok request-success-rate: counted by 1 pod since it started: success rate 99.00% >= 99%; query: ${counter}`]],
    ['is asked of the target\'s own pods where the app counts for itself', {
      canary: aCanary().iterating(3).analysed({ metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99 } }] }),
      objects: [aPod('podinfo-1', { namespace: 'test', labels: { app: 'podinfo' }, ports: [{ containerPort: 9898 }] })],
      answer: (path) => (path.includes('/pods/podinfo-1:9898/proxy/metrics') ? { status: 200, headers: {}, text: 'http_request_duration_seconds_count{status="200"} 5' } : undefined),
    }, ['ok request-success-rate: nothing about a new version, as none has traffic; of the stable pods counted by 1 pod since it started: success rate 100.00% >= 99%; query: http_request_duration_seconds_count{}']],
    ['is a warning where it would fail', { canary: healthyCanary().analysed({ metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99.9 } }] }) }, [
      `warning request-success-rate: nothing about a new version, as none has traffic; of the stable pods counted by 1 pod since it started: success rate 99.00% < 99.9%; query: ${counter} → as it is now no rollout passes: look at the app, or at the limits of metric request-success-rate`,
    ]],
    ['is a warning where nothing is counted at all', scraping(''), [`warning request-success-rate: no requests counted, neither about a new version nor about the stable pods; query: ${counter} → ${seek}`]],
    ['is a warning where there is nobody to ask', { without: ['Pod traefik-1'] }, [
      `warning request-success-rate: no running pods with label app.kubernetes.io/name=traefik or app=traefik or k8s-app=traefik in any namespace: name them on the canary with annotation kubectl-canary.dev/metrics-pods: <namespace>/<label selector>; query: ${counter} → ${seek}`,
    ]],
    ['is not asked of the stable pods while a new version has traffic', { canary: healthyCanary().inPhase('Progressing').atWeight(20) }, [`warning request-success-rate: no requests counted, though a new version has traffic; query: ${counter} → ${seek}`]],
  ]));

  describe('what a server answers', () => itSees(metricQueries, [
    ['is told with the text that was asked, with all names filled in', { canary: own('sum(errors{pod=~"{{ canary }}-.*"}[{{ interval }}])'), ...asking(() => prometheusSays(2)) }, ['ok own: 1 series: own 2.00 <= 5; query: sum(errors{pod=~"podinfo-canary-.*"}[1m])']],
    ['is an error where it is several series', { canary: own('up{pod="{{ canary }}"}'), ...asking(() => prometheusSays(2, 3)) }, ['error own: expected one series, got 3: sum or filter them in the query; query: up{pod="podinfo-canary"} → correct the query, or where it is asked']],
    ['is an error where the query is refused', { canary: own('sum('), ...asking(() => ({ status: 400, headers: {}, text: '{"status":"error","error":"parse error"}' })) }, ['error own: prometheus answered HTTP 400: parse error; query: sum( → correct the query, or where it is asked']],
    ['is asked about the stable pods where it is nothing', { canary: own('up{pod="{{ canary }}"}'), ...asking((query) => (query.includes('canary') ? prometheusSays(0, 0) : prometheusSays(1))) }, ['ok own: nothing about a new version, as none has traffic; of the stable pods 1 series: own 1.00 <= 5; query: up{pod="podinfo-canary"}']],
    ['is asked about the primary Service, too', { canary: own('up{service="{{ service }}-canary"}'), ...asking((query) => (query.includes('podinfo-primary') ? prometheusSays(1) : prometheusSays(0, 0))) }, ['ok own: nothing about a new version, as none has traffic; of the stable pods 1 series: own 1.00 <= 5; query: up{service="podinfo-canary"}']],
    ['is a warning where it is nothing in either case', { canary: own('up{pod="{{ canary }}"}'), ...asking(() => prometheusSays(0, 0)) }, [`warning own: 0 series, neither about a new version nor about the stable pods; query: up{pod="podinfo-canary"} → ${seek}`]],
    ['is a warning where the target is asked about in place of the new version', { canary: own('up{pod=~"{{ target }}-.*"}'), ...asking(() => prometheusSays(1)) }, [
      'ok own: 1 series: own 1.00 <= 5; query: up{pod=~"podinfo-.*"}',
      'warning own: its query asks about podinfo, whose pods are the stable ones, and not about podinfo-canary, the new version → write {{ canary }} instead of {{ target }} in the query',
    ]],
    ['is an error where the template or its Secret is missing', { canary: byTemplate, objects: [template('up')] }, ['error own: metric template own.test: secret login.test does not exist → create it, or correct secretRef']],
  ]));

  it('warns where the pods that count may not be looked for', async () => {
    const { kube, canary } = await aCheckup();
    kube.failNext(({ resource }) => resource === 'pods', new ApiError(403, 'Forbidden', 'pods is forbidden: User "jane" cannot list resource "pods" in API group "" at the cluster scope'));
    expect((await metricQueries.look(canary)).map(textOf)).to.deep.equal(['warning request-success-rate: could not be checked: user jane may not list pods in the whole cluster → ask for that permission, or let somebody run this who has it']);
  });

  it('shows nothing of a Secret, and gives a program its numbers', async () => {
    const login = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login', namespace: 'test' }, data: { token: Buffer.from('hunter2').toString('base64') } } as KubeObject;
    const { canary } = await aCheckup({ canary: byTemplate, objects: [template('up'), login] });
    const [sight] = await metricQueries.look(canary);
    expect(JSON.stringify(sight)).not.to.contain('hunter2');
    expect(sight).to.deep.include({ severity: 'error', data: { metric: 'own', query: 'up', series: undefined, pods: undefined, value: undefined } });
  });
});
