/** What the API server itself says to our objects, with nothing of ours installed but the definitions of the kinds. */
import { readdir, readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import type { Canary } from '../../shared/api/canary.ts';
import type { AlertProvider } from '../../shared/api/alert-provider.ts';
import type { MetricTemplate } from '../../shared/api/metric-template.ts';
import { apiVersion } from '../../shared/api/group.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { withoutProduct } from './product.ts';
import { waitFor } from './wait-for.ts';
import { aWorld } from './world.ts';

const manifests = new URL('../../manifests/', import.meta.url);

/** A change of a Canary that was fine before. Values may be wrong on purpose, so they are not typed. */
type Change = Readonly<Record<string, unknown>>;

describe('the definitions of our kinds', () => {
  const world = aWorld('api');
  withoutProduct(world);

  before(async () => {
    await world.kubectl('apply', '--server-side', '--force-conflicts', '-f', new URL('crds', manifests).pathname);
    await waitFor('the kinds are served', async () => (await say(aCanary())) === '', 30);
  });

  describe('accept', () => {
    it('every sample, without a field that is not known', async () => {
      const folder = new URL('samples/', manifests);
      for (const name of await readdir(folder)) {
        const objects = parseAllDocuments(await readFile(new URL(name, folder), 'utf8')).map((document) => document.toJS() as KubeObject);
        const { stderr } = await world.tryApply(objects.map(inThisNamespace), '--dry-run=server', '--validate=strict');
        expect(stderr, name).to.equal('');
      }
    });

    const cases: [string, Change][] = [
      ['A/B testing', { 'analysis.stepWeight': undefined, 'analysis.iterations': 3, 'analysis.match': [{ headers: { 'x-beta': { exact: 'yes' } } }, { queryParams: { beta: { prefix: 'y' } } }] }],
      ['uneven steps', { 'analysis.stepWeight': undefined, 'analysis.stepWeights': [1, 10, 99] }],
      ['a fixed number of canary pods', { 'analysis.canaryReplicas': 2 }],
      ['as many canary pods as stable ones', { 'analysis.canaryReplicas': 'full' }],
      ['intervals of several units', { 'analysis.interval': '1m30s' }],
      ['a target port by name', { 'service.targetPort': 'http-metrics' }],
      ['no service, as Knative needs none', { service: undefined, provider: 'knative' }],
      ['all of Istio', {
        provider: 'istio',
        'service.gateways': ['istio-system/public', 'mesh'], 'service.hosts': ['app.example.com'], 'service.timeout': '15s',
        'service.retries': { attempts: 3, perTryTimeout: '1s', retryOn: 'gateway-error,connect-failure,refused-stream' },
        'service.match': [{ uri: { prefix: '/' }, method: { exact: 'GET' }, withoutHeaders: { 'x-debug': { exact: '1' } } }],
        'service.rewrite': { uri: '/', authority: 'app' },
        'service.headers': { request: { add: { 'x-some': 'value' } }, response: { remove: ['server'] } },
        'service.corsPolicy': { allowOrigins: [{ exact: 'https://example.com' }, { regex: 'https://.*' }], allowMethods: ['GET'], allowCredentials: false, allowHeaders: ['x-some-header'], maxAge: '24h' },
        'service.trafficPolicy': { tls: { mode: 'ISTIO_MUTUAL' }, loadBalancer: { consistentHash: { httpCookie: { name: 'user', ttl: '0s' } } }, outlierDetection: { consecutive5xxErrors: 7, interval: '5m', baseEjectionTime: '15m' } },
        'analysis.sessionAffinity': { cookieName: 'canary', primaryCookieName: 'primary', maxAge: 3600, sameSite: 'Lax' },
        'analysis.mirror': true, 'analysis.mirrorWeight': 50,
      }],
      ['all of Gateway API', { provider: 'gatewayapi:v1', 'service.gatewayRefs': [{ name: 'public', namespace: 'infra' }], 'service.mirror': [{ backendRef: { name: 'audit', port: 80 } }], 'service.backendTimeout': '5s' }],
      ['a scaler', { autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'podinfo', primaryScalerReplicas: { minReplicas: 2, maxReplicas: 4 } } }],
      ['a check with a query of its own', { 'analysis.metrics': [{ name: 'latency', query: 'histogram_quantile(0.9, x)', threshold: 500 }] }],
      ['a range with one bound, or with equal ones', { 'analysis.metrics': [{ name: 'request-duration', thresholdRange: { max: 500 } }, { name: 'request-success-rate', thresholdRange: { min: 100, max: 100 } }] }],
      ['a webhook and an alert with an empty type and severity', { 'analysis.webhooks': [{ name: 'load', type: '', url: 'http://loadtester.test/' }], 'analysis.alerts': [{ name: 'chat', severity: '', providerRef: { name: 'slack' } }] }],
    ];
    for (const [title, change] of cases) {
      it(title, async () => {
        expect(await say(aCanary(change))).to.equal('');
      });
    }
  });

  describe('refuse', () => {
    const cases: [string, Change, RegExp][] = [
      ['an unknown provider', { provider: 'treafik' }, /spec\.provider: Unsupported value: "treafik": supported values: .*"traefik"/],
      ['no way to shift traffic', { 'analysis.stepWeight': undefined }, /spec\.analysis: .*expected exactly one of stepWeight .* stepWeights .* and iterations/],
      ['two ways to shift traffic', { 'analysis.iterations': 5 }, /spec\.analysis: .*expected exactly one of stepWeight/],
      ['A/B testing with steps of weight', { 'analysis.match': [{ headers: { a: { exact: 'b' } } }] }, /spec\.analysis\.match: .*use iterations in place of stepWeight/],
      ['a match that says nothing', { 'analysis.stepWeight': undefined, 'analysis.iterations': 1, 'analysis.match': [{ headers: { a: {} } }] }, /spec\.analysis\.match\[0\]\.headers\[a\]: .*expected exactly one of exact, prefix, suffix and regex/],
      ['a weight above 100', { 'analysis.maxWeight': 101 }, /spec\.analysis\.maxWeight: .*less than or equal to 100/],
      ['steps of nothing', { 'analysis.stepWeight': 0 }, /spec\.analysis\.stepWeight: .*greater than or equal to 1/],
      ['weights that go down', { 'analysis.stepWeight': undefined, 'analysis.stepWeights': [10, 5] }, /spec\.analysis\.stepWeights: .*expected each weight to be more than the one before/],
      ['the same weight twice', { 'analysis.stepWeight': undefined, 'analysis.stepWeights': [5, 5] }, /expected each weight to be more than the one before/],
      ['no weights at all', { 'analysis.stepWeight': undefined, 'analysis.stepWeights': [] }, /spec\.analysis\.stepWeights: .*should have at least 1 items/],
      ['a negative threshold', { 'analysis.threshold': -1 }, /spec\.analysis\.threshold: .*greater than or equal to 0/],
      ['no interval', { 'analysis.interval': undefined }, /spec\.analysis\.interval: Required value/],
      ['an interval without a unit', { 'analysis.interval': '30' }, /spec\.analysis\.interval: .*should match '\^\(\[0-9\]/],
      ['an interval with something behind it', { 'analysis.interval': '30sec' }, /spec\.analysis\.interval: .*should match/],
      ['an interval below a second', { 'analysis.interval': '500ms' }, /spec\.analysis\.interval: .*expected an interval of at least one second/],
      ['no canary pods', { 'analysis.canaryReplicas': 0 }, /spec\.analysis\.canaryReplicas: .*expected a number of pods from 1 on, or "full"/],
      ['canary pods in percent', { 'analysis.canaryReplicas': '50%' }, /spec\.analysis\.canaryReplicas: .*expected a number of pods from 1 on, or "full"/],
      ['a check that measures nothing', { 'analysis.metrics': [{ name: 'latency' }] }, /spec\.analysis\.metrics\[0\]: .*metric "latency" says nothing to measure; name a MetricTemplate in templateRef/],
      ['a range that nothing passes', { 'analysis.metrics': [{ name: 'request-duration', thresholdRange: { min: 2, max: 1 } }] }, /thresholdRange: .*min is more than max/],
      ['a webhook without an address', { 'analysis.webhooks': [{ name: 'load' }] }, /spec\.analysis\.webhooks\[0\]\.url: Required value/],
      ['a webhook at no address', { 'analysis.webhooks': [{ name: 'load', url: 'loadtester.test' }] }, /spec\.analysis\.webhooks\[0\]\.url: .*should match '\^https\?:/],
      ['an unknown kind of webhook', { 'analysis.webhooks': [{ name: 'load', url: 'http://a/', type: 'confirm' }] }, /webhooks\[0\]\.type: Unsupported value: "confirm": supported values: .*"confirm-rollout"/],
      ['an unknown severity', { 'analysis.alerts': [{ name: 'chat', severity: 'fatal', providerRef: { name: 'slack' } }] }, /alerts\[0\]\.severity: Unsupported value: "fatal"/],
      ['one cookie for both versions', { 'analysis.sessionAffinity': { cookieName: 'same', primaryCookieName: 'same' } }, /sessionAffinity\.primaryCookieName: .*choose another primaryCookieName/],
      ['a cookie that ends its own header', { 'analysis.sessionAffinity': { cookieName: 'a', path: '/; Secure' } }, /sessionAffinity\.path: .*should match/],
      ['a service without a port', { 'service.port': undefined }, /spec\.service\.port: Required value/],
      ['a port beyond the last', { 'service.port': 65536 }, /spec\.service\.port: .*less than or equal to 65535/],
      ['a target port beyond the last', { 'service.targetPort': 65536 }, /spec\.service\.targetPort: .*expected a port number from 1 to 65535, or the name/],
      ['a service whose -primary would be too long', { 'service.name': 'a'.repeat(56) }, /spec\.service\.name: .*(may not be more than 55|should be at most 55)/],
      ['delegation with hosts', { 'service.delegation': true, 'service.hosts': ['a'] }, /spec\.service\.delegation: .*take them out here, or set delegation to false/],
      ['two ways to balance', { 'service.trafficPolicy': { loadBalancer: { simple: 'RANDOM', consistentHash: { useSourceIp: true } } } }, /loadBalancer: .*simple and consistentHash exclude each other/],
      ['two things to hash', { 'service.trafficPolicy': { loadBalancer: { consistentHash: { useSourceIp: true, httpHeaderName: 'a' } } } }, /consistentHash: .*expected exactly one of httpHeaderName/],
      ['two ways to compare', { 'service.match': [{ uri: { exact: '/', prefix: '/' } }] }, /match\[0\]\.uri: .*expected at most one of exact, prefix and regex/],
      ['an origin that is not compared', { 'service.corsPolicy': { allowOrigins: [{}] } }, /allowOrigins\[0\]: .*expected exactly one of exact, prefix and regex/],
      ['a gateway without a name', { 'service.gatewayRefs': [{ namespace: 'infra' }] }, /gatewayRefs\[0\]\.name: Required value/],
      ['a target of another kind', { 'targetRef.kind': 'CronJob' }, /spec\.targetRef\.kind: Unsupported value: "CronJob": supported values: "DaemonSet", "Deployment"/],
      ['a scaler that cannot be right', { autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'a', primaryScalerReplicas: { minReplicas: 3, maxReplicas: 2 } } }, /minReplicas must not be more than maxReplicas/],
    ];
    for (const [title, change, message] of cases) {
      it(title, async () => {
        expect(await say(aCanary(change))).to.match(message);
      });
    }

    const alertCases: [string, Partial<AlertProvider['spec']>, RegExp][] = [
      ['an alert provider with an address and a secret (quirk 18)', { address: 'https://chat.example.com/', secretRef: { name: 'a' } }, /spec: .*expected either address, or secretRef .* and not both/],
      ['an alert provider with neither', {}, /spec: .*expected either address, or secretRef/],
      ['an unknown alert provider', { type: 'pager' as 'slack', address: 'https://a/' }, /spec\.type: Unsupported value: "pager"/],
    ];
    for (const [title, spec, message] of alertCases) {
      it(title, async () => {
        expect(await say({ apiVersion, kind: 'AlertProvider', metadata: { name: 'chat' }, spec: { type: 'slack', ...spec } } as AlertProvider)).to.match(message);
      });
    }

    const templateCases: [string, MetricTemplate['spec']['provider'], RegExp][] = [
      ['a Prometheus template without an address', { type: 'prometheus' }, /spec\.provider\.address: .*a provider of type prometheus needs an address/],
      ['a CloudWatch template without a region', { type: 'cloudwatch' }, /spec\.provider\.region: .*needs a region, such as eu-west-1/],
      ['an unknown metric provider', { type: 'promethius' as 'prometheus' }, /spec\.provider\.type: Unsupported value: "promethius"/],
    ];
    for (const [title, provider, message] of templateCases) {
      it(title, async () => {
        expect(await say({ apiVersion, kind: 'MetricTemplate', metadata: { name: 'errors' }, spec: { provider, query: '1' } } as MetricTemplate)).to.match(message);
      });
    }

    it('a misspelt field, which kubectl asks for', async () => {
      const { stderr } = await world.tryApply([aCanary({ 'analysis.stepWieght': 5 })], '--dry-run=server', '--validate=strict');
      expect(stderr).to.match(/unknown field "(spec\.analysis\.)?stepWieght"/);
    });

    it('all that is wrong at once', async () => {
      const said = await say(aCanary({ provider: 'none', 'analysis.maxWeight': 0, 'service.port': 0 }));
      expect(said).to.match(/spec\.provider: /).and.match(/spec\.analysis\.maxWeight: /).and.match(/spec\.service\.port: /);
    });
  });

  describe('keep and show', () => {
    it('the target, as long as it may be held', async () => {
      await world.tryApply([aCanary()]);
      const other = aCanary({ 'targetRef.name': 'other' });
      expect(await say(other)).to.equal('');
      await world.kubectl('patch', 'canary', 'podinfo', '--subresource=status', '--type=merge', '-p', '{"status":{"phase":"Failed"}}');
      expect(await say(other)).to.match(/spec\.targetRef cannot change while the target may be held; run "kubectl canary abort --revert" first/);
    });

    it('in a list what matters, and more when asked', async () => {
      const [plain = '', wide = ''] = await Promise.all([world.kubectl('get', 'canaries'), world.kubectl('get', 'canaries', '-o', 'wide')]);
      expect(plain.split('\n')[0]).to.match(/^NAME +STATUS +WEIGHT +LASTTRANSITIONTIME$/);
      expect(wide.split('\n')[0]).to.match(/^NAME +STATUS +WEIGHT +LASTTRANSITIONTIME +SUSPENDED +FAILEDCHECKS +INTERVAL +STEPWEIGHT +STEPWEIGHTS +MAXWEIGHT +DRIVER +REASON$/);
    });
  });

  /** What the API server itself says against these objects, before kubectl does; empty where it takes them. Nothing is stored. */
  async function say(...objects: KubeObject[]): Promise<string> {
    const { code, stderr } = await world.tryApply(objects, '--dry-run=server', '--validate=false');
    return code === 0 ? '' : stderr;
  }

  function inThisNamespace(object: KubeObject): KubeObject {
    return { ...object, metadata: { ...object.metadata, namespace: world.namespace } };
  }
});

/** A Canary that is fine, but for these fields of its spec (by path; undefined takes one out). */
function aCanary(change: Change = {}): Canary {
  const spec = {
    targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'podinfo' },
    service: { port: 80, targetPort: 9898 },
    analysis: { interval: '10s', threshold: 2, stepWeight: 10 },
  };
  for (const [path, value] of Object.entries(change)) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    const place = names.reduce((inner: Record<string, unknown>, name) => inner[name] as Record<string, unknown>, spec);
    place[last] = value;
  }
  return { apiVersion, kind: 'Canary', metadata: { name: 'podinfo' }, spec } as Canary;
}
