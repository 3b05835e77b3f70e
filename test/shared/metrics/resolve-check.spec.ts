import { expect } from 'chai';
import type { Metric } from '../../../shared/api/canary.ts';
import { describeFailure, Failure } from '../../../shared/errors.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { observedWorkload, resolveCheck } from '../../../shared/metrics/resolve-check.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

const aTemplate = (spec: object, namespace = 'test'): KubeObject => ({
  apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'MetricTemplate', metadata: { name: 'latency', namespace },
  spec: { provider: { type: 'prometheus', address: 'http://prometheus.monitoring:9090' }, query: 'm{pod=~"{{ canary }}-.+"}[{{ interval }}]', ...spec },
} as KubeObject);
const aSecret = (namespace = 'test'): KubeObject => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'credentials', namespace }, data: { token: Buffer.from('abc').toString('base64') } } as KubeObject);
const traefikCanary = aCanary().routedBy('traefik');
const byTemplate: Metric = { name: 'latency', templateRef: { name: 'latency' } };

describe('shared/metrics/resolve-check.ts', () => {
  it('asks the pods of the data plane for a built-in check where there is no metrics server', async () => {
    const { provider, question, source } = await resolveCheck(fakeKube(), traefikCanary.build(), { name: 'request-duration', interval: '30s' });
    expect(provider.name).to.equal('scrape');
    expect(source).to.deep.equal({ address: '', headers: {}, secret: {}, insecureSkipVerify: false });
    expect(question).to.deep.include({ kind: 'builtin', check: 'request-duration', intervalSeconds: 30 }).and.not.have.property('pods');
  });

  it('asks the metrics server that the Canary names', async () => {
    const { provider, source } = await resolveCheck(fakeKube(), traefikCanary.specified({ metricsServer: 'http://prometheus.monitoring:9090' }).build(), { name: 'request-success-rate' });
    expect(provider.name).to.equal('prometheus');
    expect(source.address).to.equal('http://prometheus.monitoring:9090');
  });

  it('reads the pods that the Canary\'s annotation names', async () => {
    const { question } = await resolveCheck(fakeKube(), traefikCanary.annotated({ 'kubectl-canary.dev/metrics-pods': 'edge/example.com/role=proxy' }).build(), { name: 'request-duration' });
    expect(question).to.have.deep.property('pods', { namespace: 'edge', labelSelectors: ['example.com/role=proxy'] });
  });

  it('takes the kubernetes observer where no provider is named', async () => {
    const { question } = await resolveCheck(fakeKube(), aCanary().build(), { name: 'request-duration' });
    expect(question).to.have.nested.property('observer.name', 'kubernetes');
  });

  it('fills a query in, with a minute where no interval is named', async () => {
    const canary = aCanary().specified({ metricsServer: 'http://p:9090' }).build();
    const { provider, question, source } = await resolveCheck(fakeKube(), canary, { name: 'own', query: '{{ target }}[{{ interval }}]' });
    expect(provider.name).to.equal('prometheus');
    expect(source.address).to.equal('http://p:9090');
    expect(question).to.deep.equal({ kind: 'query', name: 'own', query: 'podinfo[1m]', intervalSeconds: 60 });
  });

  it('measures a template over a minute where no interval is named (quirk 16)', async () => {
    const { question } = await resolveCheck(fakeKube(aTemplate({})), aCanary().build(), byTemplate);
    expect(question).to.deep.include({ query: 'm{pod=~"podinfo-canary-.+"}[1m]', intervalSeconds: 60 });
  });

  it('takes a template before a built-in check of the same name', async () => {
    const { question } = await resolveCheck(fakeKube(aTemplate({})), aCanary().build(), { ...byTemplate, name: 'request-duration' });
    expect(question.kind).to.equal('query');
  });

  it('reads a template with its secret from the template\'s namespace', async () => {
    const template = aTemplate({ provider: { type: 'prometheus', address: 'https://p', headers: { 'X-A': ['b'] }, secretRef: { name: 'credentials' }, insecureSkipVerify: true } }, 'shared');
    const { question, source } = await resolveCheck(fakeKube(template, aSecret('shared')), aCanary().build(), { ...byTemplate, interval: '30s', templateRef: { name: 'latency', namespace: 'shared' } });
    expect(source).to.deep.equal({ address: 'https://p', headers: { 'X-A': ['b'] }, secret: { token: 'abc' }, insecureSkipVerify: true });
    expect(question).to.deep.equal({ kind: 'query', name: 'latency', query: 'm{pod=~"podinfo-canary-.+"}[30s]', intervalSeconds: 30 });
  });

  const failures: [title: string, check: Metric, objects: KubeObject[], message: string][] = [
    ['a template that is not there', byTemplate, [], 'metric template latency.test does not exist; create it, or correct templateRef'],
    ['a secret that is not there', byTemplate, [aTemplate({ provider: { type: 'prometheus', address: 'http://p', secretRef: { name: 'credentials' } } })], 'metric template latency.test: secret credentials.test does not exist; create it, or correct secretRef'],
    ['a provider that is not available', byTemplate, [aTemplate({ provider: { type: 'datadog' } })], 'metric template latency.test has provider datadog; it can be prometheus'],
    ['scrape as a template\'s provider, as it answers no queries', byTemplate, [aTemplate({ provider: { type: 'scrape' } })], 'metric template latency.test has provider scrape; it can be prometheus'],
    ['a query without a metrics server', { name: 'own', query: 'q' }, [], 'metric own has a query, but the canary has no metrics server; set spec.metricsServer'],
    ['a name that means nothing', { name: 'own' }, [], 'no usable metrics template and query were configured; give it a templateRef'],
    ['a variable that is not set', byTemplate, [aTemplate({ query: '{{ variables.a }}' })], 'query: variable "a" is not set; set it in templateVariables of the metric'],
  ];
  for (const [title, check, objects, message] of failures) {
    it(`refuses ${title}`, async () => {
      const error: unknown = await resolveCheck(fakeKube(...objects), aCanary().build(), check).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(Failure);
      expect(describeFailure(error)).to.equal(message);
    });
  }

  it('refuses a built-in check of a router that nobody observes', async () => {
    const error: unknown = await resolveCheck(fakeKube(), aCanary().routedBy('osm').build(), { name: 'request-duration' }).catch((thrown: unknown) => thrown);
    expect(describeFailure(error)).to.equal('request-duration is not known for provider osm; it is for kubernetes, traefik; use a metric template instead');
  });

  it('names things by the Service, not by the target (quirk 29)', () => {
    expect(observedWorkload(aCanary().targeting('podinfo').serving({ name: 'front', port: 8080 }).build())).to.deep.equal({
      namespace: 'test', canaryName: 'podinfo', target: 'podinfo', canaryWorkload: 'podinfo-canary', service: 'front', canaryService: 'front-canary', port: 8080, ingress: 'podinfo',
    });
  });
});
