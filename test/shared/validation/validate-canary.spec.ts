import { expect } from 'chai';
import { canaryLabel } from '../../../shared/api/annotations.ts';
import type { AlertProvider } from '../../../shared/api/alert-provider.ts';
import type { MetricTemplate } from '../../../shared/api/metric-template.ts';
import { traefikServices } from '../../../shared/kube/resources.ts';
import type { CanaryFacts, Service } from '../../../shared/validation/canary-facts.ts';
import { formatProblem } from '../../../shared/validation/problem.ts';
import { validateCanary } from '../../../shared/validation/validate-canary.ts';
import { aCanary } from '../../builders/a-canary.ts';
import type { CanaryBuilder } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';

const fine = aCanary().routedBy('traefik').analysed({ metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99 } }] });

describe('shared/validation/validate-canary.ts', () => {
  it('has nothing to say about a Canary that is fine', () => {
    expect(problemsOf(fine)).to.deep.equal([]);
  });

  it('says all that is wrong at once (quirk 15) (quirk 23)', () => {
    const canary = checked({ name: 'request-duration' }).routedBy('treafik').targeting('podinfo', 'CronJob');
    expect(problemsOf(canary)).to.deep.equal([
      'denied spec.targetRef.kind: expected Deployment, got "CronJob"',
      'denied spec.provider: expected one of kubernetes, traefik, got "treafik"; did you mean traefik?',
      'denied spec.analysis.metrics[0].thresholdRange: expected min, max or both, got nothing; without them no value passes',
    ]);
  });

  tableOf('target', [
    ['is not there yet', fine, { target: 'absent', canaryWorkload: 'absent' }, 'warning spec.targetRef.name: expected a Deployment in namespace test, got "podinfo"; nothing is held until there is one'],
    ['may not be read, so nothing is said', fine, { target: 'unknown', canaryWorkload: 'unknown' }, undefined],
    ['is of a group that has no such kind', fine.specified({ targetRef: { apiVersion: 'apps/v1beta1' } }), {}, 'denied spec.targetRef.apiVersion: expected apps/v1, which has the kind Deployment, got "apps/v1beta1"'],
    ['is a Service (quirk 27) (seen 5)', fine.targeting('podinfo', 'Service'), {}, 'denied spec.targetRef.kind: expected Deployment, got "Service"'],
    ['is another canary\'s', fine, { canaries: [aCanary().named('podinfo').with({ metadata: { name: 'second' } }).build()] }, 'denied spec.targetRef.name: expected a target that no other canary has, got "podinfo"; canary second has it: change that one, or take it away with "kubectl canary delete second -n test"'],
    ['was that of a canary that is going', fine, { canaries: [aCanary().with({ metadata: { name: 'second' } }).goingAway().build()] }, undefined],
    ['is not that of another canary', fine, { canaries: [aCanary().named('other').build()] }, undefined],
    ['has a selector that tells nothing', fine, { target: aDeployment().labelled({ app: null, tier: 'web', zone: 'a' }).build() }, 'denied spec.targetRef.name: expected a Deployment whose selector has a label app, name or app.kubernetes.io/name, got "podinfo"; its spec.selector.matchLabels has tier, zone'],
    ['was made by a canary', fine, { target: aDeployment().with({ metadata: { labels: { [canaryLabel]: 'other' } } }).build() }, 'denied spec.targetRef.name: expected a Deployment of your own, got "podinfo"; this one is made by canary other'],
    ['has a namesake where the new version goes', fine, { canaryWorkload: aDeployment().named('podinfo-canary').build() }, 'denied spec.targetRef.name: expected no Deployment called podinfo-canary, as the new version gets that name, got "podinfo"; rename or delete that one'],
    ['has its own canary workload', fine, { canaryWorkload: aDeployment().named('podinfo-canary').with({ metadata: { labels: { [canaryLabel]: 'podinfo' } } }).build() }, undefined],
  ]);

  tableOf('names', [
    ['of the workload are as long as can be', fine.targeting('a'.repeat(56)).serving({ name: 'a' }), {}, undefined],
    ['of the workload are too long', fine.targeting('a'.repeat(57)).serving({ name: 'a' }), {}, /^denied spec\.targetRef\.name: expected a name of at most 56 characters, as a+-canary is a label's value too, got "a+"; rename the target$/],
    ['of the Services are too long', fine.targeting('a'.repeat(56)), {}, /^denied spec\.service\.name: expected a name of at most 55 characters, as there will be a Service a+-primary, got nothing; choose a shorter one than that of the target$/],
  ]);

  tableOf('routing', [
    ['needs a service', fine.specified({ service: null }), {}, 'denied spec.service: expected the port that clients call, got nothing; set spec.service.port'],
    ['needs what is not installed', fine, { missingResources: [traefikServices] }, 'warning spec.provider: expected a cluster that has traefikservices of traefik.io/v1alpha1, got "traefik"; nothing can be routed until the CustomResourceDefinitions of traefik are installed'],
    ['cannot share by weight, and nobody said which (seen 11)', fine.specified({ provider: null }), {}, 'denied spec.analysis.stepWeight: expected what provider kubernetes can do, got 10; no spec.provider means kubernetes, which cannot share traffic by weight; use iterations (blue/green), or set spec.provider to traefik'],
    ['cannot share by a list of weights', fine.routedBy('kubernetes').steppingThrough(1, 2), {}, 'denied spec.analysis.stepWeights: expected what provider kubernetes can do, got [1,2]; kubernetes cannot share traffic by weight; use iterations (blue/green), or set spec.provider to traefik'],
    ['needs no weights for blue/green', fine.routedBy('kubernetes').iterating(3), {}, undefined],
    ['cannot route by headers: all traffic would go to the new version (seen 1)', fine.iterating(3).analysed({ match: [{ headers: { a: { exact: 'b' } } }] }), {}, /^denied spec\.analysis\.match: expected nothing yet, got .*; kubectl-canary cannot route by headers \(A\/B testing\) so far, whatever the provider: take it out$/],
    ['cannot mirror: no weight would ever be shared (quirk 11) (seen 10)', fine.analysed({ mirror: true }), {}, 'denied spec.analysis.mirror: expected nothing yet, got true; kubectl-canary cannot mirror requests so far, whatever the provider: take it out'],
    ['cannot mirror where there are iterations only', fine.routedBy('kubernetes').iterating(3).analysed({ mirror: true }), {}, /^denied spec\.analysis\.mirror: /],
    ['cannot keep clients (quirk 13)', fine.analysed({ sessionAffinity: { cookieName: 'a' } }), {}, /^denied spec\.analysis\.sessionAffinity: .* cannot keep clients on a version so far, whatever the provider: take it out$/],
    ['is not asked for what is written but empty', fine.analysed({ match: [], mirror: false }).serving({ timeout: '', hosts: [], headers: {}, delegation: false }), {}, undefined],
  ]);

  const unexpressed: [field: string, service: object][] = [
    ['timeout', { timeout: '15s' }], ['backendTimeout', { backendTimeout: '5s' }], ['retries', { retries: { attempts: 3 } }], ['headers', { headers: { request: { add: { a: 'b' } } } }],
    ['hosts', { hosts: ['a.example.com'] }], ['gateways', { gateways: ['mesh'] }], ['gatewayRefs', { gatewayRefs: [{ name: 'public' }] }], ['delegation', { delegation: true }],
    ['match', { match: [{ uri: { prefix: '/' } }] }], ['rewrite', { rewrite: { uri: '/' } }], ['mirror', { mirror: [{ backendRef: { name: 'audit' } }] }], ['corsPolicy', { corsPolicy: { maxAge: '24h' } }],
    ['trafficPolicy', { trafficPolicy: { tls: { mode: 'DISABLE' } } }], ['meshName', { meshName: 'global' }], ['backends', { backends: ['a'] }],
  ];
  tableOf('fields that the router makes nothing of', [
    ...['traefik', 'kubernetes'].flatMap((provider) => unexpressed.map(([field, service]): Line => [
      `service.${field} behind ${provider}`, fine.routedBy(provider).iterating(3).serving(service), {},
      new RegExp(`^warning spec\\.service\\.${field}: expected what provider ${provider} acts on, got .*; it has no effect: take it out, and say it in your own route$`),
    ])),
    ['ingressRef', fine.specified({ ingressRef: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'web' } }), {}, 'warning spec.ingressRef: expected what provider traefik acts on, got "web"; it only stands for {{ ingress }} in queries'],
    ['routeRef', fine.specified({ routeRef: { apiVersion: 'apisix.apache.org/v2', kind: 'ApisixRoute', name: 'web' } }), {}, 'warning spec.routeRef: expected what provider traefik acts on, got "web"; it only stands for {{ route }} in queries'],
    ['upstreamRef', fine.specified({ upstreamRef: { apiVersion: 'gloo.solo.io/v1', kind: 'Upstream', name: 'web' } }), {}, 'warning spec.upstreamRef: expected what provider traefik acts on, got "web"; it has no effect: take it out, and say it in your own route'],
    ['but all that is said of the Services counts', fine.serving({ name: 'podinfo', portName: 'web', targetPort: 9898, appProtocol: 'http', trafficDistribution: 'PreferClose', portDiscovery: true, headless: true, apex: { labels: { a: 'b' } }, primary: { labels: { a: 'b' } }, canary: { labels: { a: 'b' } }, unmanagedMetadata: { labels: ['a'] } }), {}, undefined],
  ]);

  const scaler = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'podinfo' };
  tableOf('autoscaler', [
    ['is not copied (quirk 20)', fine.specified({ autoscalerRef: scaler }), {}, 'warning spec.autoscalerRef: expected nothing yet, got "podinfo"; it goes on scaling the stable pods, but the new version gets no copy of it: its pods follow its share of the traffic, or spec.analysis.canaryReplicas'],
  ]);

  const recreated = { target: aDeployment().with({ spec: { strategy: { type: 'Recreate' } } }).build() };
  const gone = (traffic: string, advice = '') => `warning spec.targetRef.name: expected a Deployment whose strategy is not Recreate, got "podinfo"; in each promotion all its pods are gone for a moment, with ${traffic} on them: give it strategy RollingUpdate${advice}`;
  tableOf('promotion', [
    ['leaves who is not on the canary without a pod', fine, recreated, gone('50 % of the traffic', ', or end the steps at weight 100')],
    ['does so after a list of weights', fine.steppingThrough(10, 80), recreated, gone('20 % of the traffic', ', or end the steps at weight 100')],
    ['leaves everybody without a pod where nothing is shared', fine.routedBy('kubernetes').iterating(3), recreated, gone('all traffic')],
    ['does so where the analysis is skipped', fine.specified({ skipAnalysis: true }), recreated, gone('all traffic')],
    ['is served by the canary alone', fine.stepping(50, 100), recreated, undefined],
    ['is so after iterations', fine.iterating(3), recreated, undefined],
    ['replaces one pod after another', fine, { target: aDeployment().with({ spec: { strategy: { type: 'RollingUpdate' } } }).build() }, undefined],
  ]);

  tableOf('strategy', [
    ['has a maxWeight that iterations have no use for', fine.iterating(3).analysed({ maxWeight: 50 }), {}, 'warning spec.analysis.maxWeight: expected stepWeight beside it, got 50; iterations take no weights'],
    ['has a maxWeight beside stepWeights', fine.steppingThrough(1, 2).analysed({ maxWeight: 50 }), {}, 'warning spec.analysis.maxWeight: expected stepWeight beside it, got 50; the last of stepWeights is the largest weight'],
    ['has a step beyond maxWeight', fine.stepping(50, 30), {}, 'warning spec.analysis.stepWeight: expected at most maxWeight (30), got 50; the only step will be 30'],
    ['brings iterations back in steps', fine.iterating(3).analysed({ stepWeightPromotion: 20 }), {}, 'warning spec.analysis.stepWeightPromotion: expected stepWeight or stepWeights beside it, got 20; iterations bring all traffic back at once'],
    ['mirrors a share of nothing', fine.analysed({ mirrorWeight: 20 }), {}, 'warning spec.analysis.mirrorWeight: expected nothing yet, got 20; kubectl-canary mirrors no requests so far: take it out'],
    ['checks nothing', fine.analysed({ metrics: null }), {}, 'warning spec.analysis.metrics: expected at least one metric or webhook, got nothing; every change that starts is promoted now'],
    ['checks nothing, as it says', fine.analysed({ metrics: null }).specified({ skipAnalysis: true }), {}, undefined],
  ]);

  tableOf('services', [
    ['may be the user\'s own', fine, { services: [aService('podinfo', { app: 'podinfo' })] }, undefined],
    ['may have no selector', fine, { services: [aService('external', {}), aService('other')] }, undefined],
    ['may be ours', fine, { services: ['podinfo-primary', 'podinfo-canary'].map((name) => aService(name, { app: 'podinfo-canary' }, 'podinfo')) }, undefined],
    ['must not select the new pods by accident', fine, { target: aDeployment().labelled({ tier: 'web' }).build(), services: [aService('web', { tier: 'web' })] }, 'denied spec.targetRef.name: expected no Service that selects the pods of the new version by accident, got "web"; service web in namespace test selects tier=web: add the label app to its selector'],
    ['must not have the names of ours', fine, { services: [aService('podinfo-canary', { app: 'podinfo' })] }, 'denied spec.service.name: expected no Service called podinfo-canary of somebody else, as ours gets that name, got nothing; delete it, or choose another spec.service.name'],
    ['should lead to the target', fine.serving({ name: 'web' }), { services: [aService('web', { app: 'web' })] }, 'warning spec.service.name: expected a Service of the pods of podinfo, got "web"; service web selects app=web'],
  ]);

  const template = checked({ name: 'errors', templateRef: { name: 'errors' }, thresholdRange: { max: 1 } });
  tableOf('metrics', [
    ['need names of their own', checked(...['a', 'a'].map((name) => ({ name, query: 'x', threshold: 1 }))).specified({ metricsServer: 'http://p' }), {}, 'denied spec.analysis.metrics[1].name: expected a name of its own for each metric, got "a"; rename one of them'],
    ['may find no template yet', template, { metricTemplates: new Map([['errors.test', 'absent']]) }, 'warning spec.analysis.metrics[0].templateRef: expected a MetricTemplate that exists, got "errors.test"; the check is unknown until there is one'],
    ['may find a template that may not be read', template, { metricTemplates: new Map([['errors.test', 'unknown']]) }, undefined],
    ['find a template of another namespace', checked({ name: 'errors', templateRef: { name: 'errors', namespace: 'shared' }, threshold: 1 }), { metricTemplates: new Map([['errors.shared', 'absent']]) }, /got "errors\.shared"/],
    ['find a template of a provider that is not there', template, { metricTemplates: new Map([['errors.test', aTemplate('1', 'keptn')]]) }, /^warning spec\.analysis\.metrics\[0\]\.templateRef: expected a MetricTemplate of provider .*prometheus.*, got "errors\.test"; its provider is keptn, so the check is unknown$/],
    ['give their template all it needs', template, { metricTemplates: new Map([['errors.test', aTemplate('{{ target }} {{ interval }}')]]) }, undefined],
    ['lack what their template needs', template, { metricTemplates: new Map([['errors.test', aTemplate('{{ variables.code }}')]]) }, /^denied spec\.analysis\.metrics\[0\]\.templateVariables: expected what the query of metric template errors\.test needs, got nothing; .*"code" is not set; /],
    ['have a query and nobody to ask', checked({ name: 'a', query: 'x', threshold: 1 }), {}, 'denied spec.metricsServer: expected the address of a Prometheus, as metric a has a query, got nothing; set it, such as http://prometheus.monitoring:9090'],
    ['have a query with a placeholder that is none', checked({ name: 'a', query: '{{ nothing }}', threshold: 1 }).specified({ metricsServer: 'http://p' }), {}, /^denied spec\.analysis\.metrics\[0\]\.query: expected a query whose placeholders are known, got "\{\{ nothing \}\}"; .*"nothing" is unknown/],
    ['have a query that their template takes the place of', checked({ name: 'a', query: 'x', templateRef: { name: 'errors' }, threshold: 1 }), {}, 'warning spec.analysis.metrics[0].query: expected either query or templateRef, got "x"; the query is not used'],
  ]);

  const gate = { name: 'go', url: 'http://a/' };
  tableOf('webhooks', [
    ['of two types may share a name', fine.analysed({ webhooks: [gate, { ...gate, type: 'pre-rollout' }] }), {}, undefined],
    ['of one type may not', fine.analysed({ webhooks: [gate, { ...gate, type: 'rollout' }] }), {}, 'denied spec.analysis.webhooks[1].name: expected a name of its own for each webhook of type rollout, got "go"; the answer of one would count for the other: rename one of them'],
    ['mute no alert, as none is sent', fine.analysed({ webhooks: [{ ...gate, muteAlert: true }] }), {}, 'warning spec.analysis.webhooks[0].muteAlert: expected nothing yet, got true; kubectl-canary sends no alerts so far'],
    ['need an address', fine.analysed({ webhooks: [{ name: 'go', url: 'http://[' }] }), {}, 'denied spec.analysis.webhooks[0].url: expected an address such as http://loadtester.test/, got "http://["'],
  ]);

  const alert = fine.analysed({ alerts: [{ name: 'chat', providerRef: { name: 'slack', namespace: 'ops' } }] });
  const unsent = 'warning spec.analysis.alerts: expected none yet, got ["chat"]; kubectl-canary sends no alerts so far: use a webhook of type event';
  tableOf('alerts', [
    ['are not sent (quirk 3)', alert, { alertProviders: new Map([['slack.ops', {} as AlertProvider]]) }, unsent],
    ['may find no provider either', alert, { alertProviders: new Map([['slack.ops', 'absent']]) }, [unsent, 'warning spec.analysis.alerts[0].providerRef: expected an AlertProvider that exists, got "slack.ops"; create it, or correct the name']],
  ]);
});

function checked(...metrics: object[]): CanaryBuilder {
  return fine.analysed({ metrics });
}

/** One finding, several, or none. */
type Line = [title: string, canary: CanaryBuilder, facts: Partial<CanaryFacts>, expected: string | string[] | RegExp | undefined];

function tableOf(subject: string, cases: Line[]): void {
  describe(subject, () => {
    for (const [title, canary, facts, expected] of cases) {
      it(title, () => {
        const found = problemsOf(canary, facts);
        if (expected instanceof RegExp) {
          expect(found).to.have.length(1);
          expect(found[0]).to.match(expected);
        } else {
          expect(found).to.deep.equal(expected === undefined ? [] : [expected].flat());
        }
      });
    }
  });
}

function problemsOf(canary: CanaryBuilder, facts: Partial<CanaryFacts> = {}): string[] {
  const all: CanaryFacts = { target: aDeployment().build(), canaryWorkload: 'absent', canaries: [], services: [], missingResources: [], metricTemplates: new Map(), alertProviders: new Map(), ...facts };
  return validateCanary(canary.build(), all).map((problem) => `${problem.severity} ${formatProblem(problem)}`);
}

function aService(name: string, selector?: Record<string, string>, owner?: string): Service {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, ...(owner === undefined ? {} : { labels: { [canaryLabel]: owner } }) }, spec: selector === undefined ? {} : { selector } };
}

function aTemplate(query: string, type: MetricTemplate['spec']['provider']['type'] = 'prometheus'): MetricTemplate {
  return { apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'MetricTemplate', metadata: { name: 'errors' }, spec: { provider: { type }, query } };
}
