import { expect } from 'chai';
import { ApiError, Unreachable } from '../../../../shared/kube/kube.ts';
import type { HttpResponse, Kube } from '../../../../shared/kube/kube.ts';
import { traefik } from '../../../../shared/metrics/observers/traefik.ts';
import { scrape } from '../../../../shared/metrics/providers/scrape.ts';
import type { BuiltinCheck } from '../../../../shared/metrics/builtin.ts';
import type { BuiltinQuestion, MeasureContext, Measurement, Source } from '../../../../shared/metrics/provider.ts';
import { observedWorkload } from '../../../../shared/metrics/resolve-check.ts';
import { aCanary } from '../../../builders/a-canary.ts';
import { aPod, apiServerSays, scrapedKube } from '../../../builders/a-pod.ts';
import type { PodOptions } from '../../../builders/a-pod.ts';
import { hushed, metricProviderContract } from '../../../contracts/metric-provider.contract.ts';
import type { Weather } from '../../../contracts/metric-provider.contract.ts';

const service = 'service="test-podinfo-canary-80@kubernetescrd"';
const other = 'service="test-podinfo-primary-80@kubernetescrd"';
const source: Source = { address: '', headers: {}, secret: { token: hushed }, insecureSkipVerify: false };
const aQuestion = (check: BuiltinCheck): BuiltinQuestion => ({ kind: 'builtin', check, observer: traefik, workload: observedWorkload(aCanary().build()), intervalSeconds: 60 });

/** So many good and bad answers of the canary, and many of the stable pods that must not matter. */
const counts = (good: number, bad: number) => [
  `traefik_service_request_duration_seconds_count{code="200",${service}} ${good}`, `traefik_service_request_duration_seconds_count{code="503",${service}} ${bad}`,
  `traefik_service_request_duration_seconds_count{code="500",${other}} 99999`, 'traefik_entrypoint_requests_total{code="500"} 5',
].join('\n');

/** Answers that took at most 0.1s, at most 1s, and any time. */
const buckets = (fast: number, slow: number, all: number) => Object.entries({ '0.1': fast, '1.0': slow, '+Inf': all })
  .map(([le, count]) => `traefik_service_request_duration_seconds_bucket{code="200",${service},le="${le}"} ${count}`).join('\n');

interface Scene { readonly name?: string; readonly says: string | HttpResponse; readonly pod?: PodOptions }

const kubeOf = (scenes: readonly Scene[]): Kube => scrapedKube(scenes.map(({ name = 'a', says, pod }) => ({ pod: aPod(name, pod), says })));
const contextOf = (kube: Kube, memo?: string): MeasureContext => ({ kube, memo, fetch: async () => { throw new Unreachable('not asked'); } });

/** Reads one scene after the other, each compared with the one before; gives the last outcome. */
async function follow(check: BuiltinCheck, ...moments: Scene[][]): Promise<Measurement> {
  let outcome: Measurement | undefined;
  for (const scenes of moments) {
    outcome = await scrape.measure(aQuestion(check), source, contextOf(kubeOf(scenes), outcome?.memo));
  }
  return outcome!;
}

const memo = JSON.stringify({ 'uid-a/0': { all: 0, success: 0 } });
const says: Record<Exclude<Weather['kind'], 'value'>, string | HttpResponse> = {
  empty: counts(0, 0),
  unreachable: apiServerSays(503, 'error trying to reach service: dial tcp 10.0.0.1:9100: connect: connection refused'),
  refused: apiServerSays(403, 'pods "a:9100" is forbidden: User "jane" cannot get resource "pods/proxy"'),
  garbage: `traefik_service_request_duration_seconds_count{${service} twelve`,
};

describe('shared/metrics/providers/scrape.ts', () => {
  metricProviderContract({
    provider: scrape,
    setup: (weather) => ({
      question: aQuestion('request-success-rate'),
      source,
      context: contextOf(kubeOf([{ says: weather.kind === 'value' ? counts(weather.value * 10, 1000 - weather.value * 10) : says[weather.kind] }]), memo),
    }),
  });

  it('wants a reading when the traffic starts', () => {
    expect(scrape.needsBaseline).to.equal(true);
  });

  it('has nothing to say after the first reading but keeps it', async () => {
    const outcome = await follow('request-success-rate', [{ says: counts(90, 10) }]);
    expect(outcome).to.deep.equal({ kind: 'unknown', reason: 'this is the first reading: the next one is compared with it', memo: '{"uid-a/0":{"all":100,"success":90}}' });
  });

  const stories: [title: string, moments: Scene[][], value: number | undefined][] = [
    ['counts what came since the last reading', [[{ says: counts(1000, 0) }], [{ says: counts(1090, 10) }]], 90],
    ['sees a canary that only fails', [[{ says: counts(5, 0) }], [{ says: counts(5, 10) }]], 0],
    ['sums the pods up', [[{ says: counts(0, 0) }, { name: 'b', says: counts(0, 0) }], [{ says: counts(10, 0) }, { name: 'b', says: counts(20, 10) }]], 75],
    ['has no value without requests', [[{ says: counts(7, 7) }], [{ says: counts(7, 7) }]], undefined],
    ['has no value where the canary was never asked', [[{ says: '' }], [{ says: '' }]], undefined],
    ['counts a new pod from zero', [[{ says: counts(100, 0) }], [{ says: counts(100, 0) }, { name: 'b', says: counts(3, 1) }]], 75],
    ['counts a counter that has fallen from zero', [[{ says: counts(100, 0) }], [{ says: counts(3, 1) }]], 75],
    ['counts a restarted pod from zero though its counters have passed the old ones', [[{ says: counts(1, 0) }], [{ says: counts(3, 1), pod: { restarts: 1 } }]], 75],
    ['counts a pod of the same name from zero where it is another', [[{ says: counts(1, 0) }], [{ says: counts(3, 1), pod: { uid: 'other' } }]], 75],
    ['leaves a pod that is gone', [[{ says: counts(50, 50) }, { name: 'b', says: counts(0, 0) }], [{ name: 'b', says: counts(3, 1) }]], 75],
    ['leaves a pod that is gone when it is asked', [[{ says: counts(0, 0) }], [{ says: counts(3, 1) }, { name: 'b', says: apiServerSays(404, 'pods "b" not found') }]], 75],
    ['leaves a pod that is not ready and does not answer', [[{ says: counts(0, 0) }], [{ says: counts(3, 1) }, { name: 'b', pod: { ready: false }, says: apiServerSays(503, 'refused') }]], 75],
    ['leaves a pod that does not run', [[{ says: counts(0, 0) }], [{ says: counts(3, 1) }, { name: 'b', pod: { phase: 'Pending' }, says: counts(0, 9) }]], 75],
    ['keeps the counts of a pod that did not answer for once', [[{ says: counts(50, 50) }], [{ pod: { ready: false }, says: apiServerSays(503, 'refused') }], [{ says: counts(53, 51) }]], 75],
    ['goes on from what it knows where a reading failed', [[{ says: counts(0, 0) }], [{ says: counts(3, 1) }]], 75],
  ];
  for (const [title, moments, value] of stories) {
    it(title, async () => {
      const outcome = await follow('request-success-rate', ...moments);
      expect(outcome).to.include(value === undefined ? { kind: 'unknown', noValues: true } : { kind: 'value', value });
    });
  }

  it('gives the duration that 99 of 100 requests keep to, in milliseconds', async () => {
    const outcome = await follow('request-duration', [{ says: buckets(500, 500, 500) }], [{ says: buckets(1400, 1500, 1500) }]);
    expect(outcome.kind).to.equal('value');
    expect((outcome as { value: number }).value).to.be.closeTo(910, 1e-6);
  });

  it('has no duration without requests', async () => {
    expect(await follow('request-duration', [{ says: buckets(5, 5, 5) }], [{ says: buckets(5, 5, 5) }])).to.include({ kind: 'unknown', noValues: true, reason: 'no requests since the last reading' });
  });

  for (const broken of ['', 'no JSON', '[1]', '{"a":1}', '{"a":{"all":"x"}}', 'null']) {
    it(`takes a reading it cannot understand for none: ${broken}`, async () => {
      const outcome = await scrape.measure(aQuestion('request-success-rate'), source, contextOf(kubeOf([{ says: counts(1, 1) }]), broken));
      expect(outcome).to.include({ kind: 'unknown', reason: 'this is the first reading: the next one is compared with it' });
    });
  }

  it('says which pods it looked for, and how to name others', async () => {
    const outcome = await scrape.measure(aQuestion('request-success-rate'), source, contextOf(kubeOf([]), memo));
    expect(outcome).to.deep.equal({
      kind: 'unknown', noValues: true, memo,
      reason: 'no running pods with label app.kubernetes.io/name=traefik or app=traefik or k8s-app=traefik in any namespace: name them on the canary with annotation kubectl-canary.dev/metrics-pods: <namespace>/<label selector>',
    });
  });

  it('reads the pods that the Canary names', async () => {
    const kube = kubeOf([{ says: counts(0, 9), pod: { namespace: 'edge', labels: { app: 'traefik' } } }, { name: 'b', says: counts(9, 0), pod: { namespace: 'edge', labels: { role: 'proxy' } } }]);
    const question = { ...aQuestion('request-success-rate'), pods: { namespace: 'edge', labelSelectors: ['role=proxy'] } };
    expect((await scrape.measure(question, source, contextOf(kube))).memo).to.equal('{"uid-b/0":{"all":9,"success":9}}');
  });

  it('lets the API server\'s refusal to list pods through', async () => {
    const kube = scrapedKube([]);
    kube.failNext(({ verb }) => verb === 'list', new ApiError(403, 'Forbidden', 'pods is forbidden'));
    const error: unknown = await scrape.measure(aQuestion('request-success-rate'), source, contextOf(kube)).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ApiError);
  });
});
