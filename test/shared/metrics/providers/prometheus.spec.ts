import { expect } from 'chai';
import { Unreachable } from '../../../../shared/kube/kube.ts';
import type { HttpResponse } from '../../../../shared/kube/kube.ts';
import type { WebRequest } from '../../../../shared/kube/direct-http.ts';
import { traefik } from '../../../../shared/metrics/observers/traefik.ts';
import { promqlOf } from '../../../../shared/metrics/promql.ts';
import { prometheus } from '../../../../shared/metrics/providers/prometheus.ts';
import type { Question, Source } from '../../../../shared/metrics/provider.ts';
import { observedWorkload } from '../../../../shared/metrics/resolve-check.ts';
import { aCanary } from '../../../builders/a-canary.ts';
import { FakeKube } from '../../../builders/fake-kube.ts';
import { hushed, metricProviderContract } from '../../../contracts/metric-provider.contract.ts';
import type { Weather } from '../../../contracts/metric-provider.contract.ts';

const question: Question = { kind: 'query', name: 'own', query: 'sum(\n  rate(m[1m])\n)', intervalSeconds: 60 };
const aSource = (patch: Partial<Source> = {}): Source => ({ address: 'http://prometheus:9090/', headers: {}, secret: {}, insecureSkipVerify: false, ...patch });
const json = (status: number, body: object): HttpResponse => ({ status, headers: {}, text: JSON.stringify(body) });
const vector = (...values: string[]) => json(200, { status: 'success', data: { resultType: 'vector', result: values.map((value) => ({ metric: {}, value: [1700000000.1, value] })) } });

/** Measures against a server that says this; gives the outcome and what was asked. */
async function measure(said: HttpResponse, { source = aSource(), asks = question }: { source?: Source; asks?: Question } = {}) {
  const asked: { url: string; request: WebRequest }[] = [];
  const fetch = async (url: string, request: WebRequest = {}) => {
    asked.push({ url, request });
    return said;
  };
  return { outcome: await prometheus.measure(asks, source, { kube: new FakeKube(), fetch, memo: undefined }), asked };
}

const weathers: Record<Exclude<Weather['kind'], 'value' | 'unreachable'>, HttpResponse> = {
  empty: vector(),
  refused: { status: 401, headers: {}, text: 'Unauthorized\n' },
  garbage: { status: 200, headers: {}, text: '<html>\n<p>Welcome</p>' },
};

describe('shared/metrics/providers/prometheus.ts', () => {
  metricProviderContract({
    provider: prometheus,
    setup: (weather) => ({
      question,
      source: aSource({ secret: { token: hushed } }),
      context: {
        kube: new FakeKube(),
        memo: undefined,
        fetch: async () => {
          if (weather.kind === 'unreachable') {
            throw new Unreachable('http://prometheus:9090 cannot be reached: connection refused');
          }
          return weather.kind === 'value' ? vector(String(weather.value)) : weathers[weather.kind];
        },
      },
    }),
  });

  it('asks for the value now', async () => {
    const { asked } = await measure(vector('1'));
    expect(asked).to.deep.equal([{ url: 'http://prometheus:9090/api/v1/query', request: { headers: { Accept: 'application/json' }, timeoutMs: 10_000, insecureSkipVerify: false, query: { query: 'sum(\n  rate(m[1m])\n)' } } }]);
  });

  it('posts a long query as a form', async () => {
    const long = `vector(1) # ${'x'.repeat(3000)}`;
    const { asked } = await measure(vector('1'), { asks: { ...question, query: long } as Question });
    expect(asked[0]?.request).to.include({ method: 'POST' });
    expect(asked[0]?.request.headers).to.include({ 'Content-Type': 'application/x-www-form-urlencoded' });
    expect(new URLSearchParams(asked[0]?.request.body as string).get('query')).to.equal(long);
  });

  it('asks a built-in check as PromQL', async () => {
    const builtin: Question = { kind: 'builtin', check: 'request-duration', observer: traefik, workload: observedWorkload(aCanary().build()), intervalSeconds: 60 };
    const { asked } = await measure(vector('1'), { asks: builtin });
    expect(asked[0]?.request.query).to.deep.equal({ query: promqlOf(builtin) });
  });

  const answers: [title: string, said: HttpResponse, outcome: object][] = [
    ['a vector of one', vector('99.5'), { kind: 'value', value: 99.5 }],
    ['a number in exponents', vector('1.2e-05'), { kind: 'value', value: 0.000012 }],
    ['a scalar (quirk 17)', json(200, { status: 'success', data: { resultType: 'scalar', result: [1, '3'] } }), { kind: 'value', value: 3 }],
    ['nothing as no values, which is not zero (quirk 17)', vector(), { kind: 'unknown', noValues: true, reason: 'no values found; query: sum( rate(m[1m]) )' }],
    ['NaN', vector('NaN'), { kind: 'unknown', noValues: true, reason: 'the value is NaN; query: sum( rate(m[1m]) )' }],
    ['infinity', vector('+Inf'), { kind: 'unknown', noValues: true, reason: 'the value is Infinity; query: sum( rate(m[1m]) )' }],
    ['several series as no answer (quirk 17)', vector('1', '2', '3'), { kind: 'unknown', reason: 'expected one series, got 3: sum or filter them in the query; query: sum( rate(m[1m]) )' }],
    ['a range', json(200, { status: 'success', data: { resultType: 'matrix', result: [] } }), { kind: 'unknown', reason: 'expected one number, got a matrix; query: sum( rate(m[1m]) )' }],
    ['a text', json(200, { status: 'success', data: { resultType: 'vector', result: [{ value: [1, 'many'] }] } }), { kind: 'unknown', reason: 'expected [time, "number"], got [1,"many"]; query: sum( rate(m[1m]) )' }],
    ['a complaint about the query', json(400, { status: 'error', errorType: 'bad_data', error: 'parse error: unexpected end' }), { kind: 'unknown', reason: 'prometheus answered HTTP 400: parse error: unexpected end; query: sum( rate(m[1m]) )' }],
    ['a failure without words', { status: 502, headers: {}, text: '' }, { kind: 'unknown', reason: 'prometheus answered HTTP 502: nothing; query: sum( rate(m[1m]) )' }],
    ['null', json(200, null as unknown as object), { kind: 'unknown', reason: 'prometheus answered HTTP 200: null; query: sum( rate(m[1m]) )' }],
  ];
  for (const [title, said, outcome] of answers) {
    it(`understands ${title}`, async () => {
      expect((await measure(said)).outcome).to.deep.equal(outcome);
    });
  }

  const headers: [title: string, source: Partial<Source>, sent: Record<string, string>][] = [
    ['a token', { secret: { token: 'abc\n' } }, { Authorization: 'Bearer abc' }],
    ['a user and password', { secret: { username: 'u', password: 'p' } }, { Authorization: 'Basic dTpw' }],
    ['a token before a user', { secret: { token: 'abc', username: 'u', password: 'p' } }, { Authorization: 'Bearer abc' }],
    ['headers of the template', { headers: { 'X-Scope-OrgID': ['a', 'b'] } }, { 'X-Scope-OrgID': 'a, b' }],
    ['a secret before an Authorization header', { headers: { authorization: ['Basic old'] }, secret: { token: 'new' } }, { Authorization: 'Bearer new' }],
  ];
  for (const [title, source, sent] of headers) {
    it(`sends ${title}`, async () => {
      const { asked } = await measure(vector('1'), { source: aSource(source) });
      expect(asked[0]?.request.headers).to.deep.equal({ Accept: 'application/json', ...sent });
    });
  }

  it('sends one token, however often it is asked (quirk 17)', async () => {
    const source = aSource({ headers: { 'X-A': ['b'] }, secret: { token: 'abc' } });
    await measure(vector('1'), { source });
    const { asked } = await measure(vector('1'), { source });
    expect(asked[0]?.request.headers).to.deep.equal({ 'Accept': 'application/json', 'X-A': 'b', 'Authorization': 'Bearer abc' });
  });

  it('says which keys it looked for in a secret that has none of them', async () => {
    const { outcome, asked } = await measure(vector('1'), { source: aSource({ secret: { pass: hushed } }) });
    expect(outcome).to.deep.equal({ kind: 'unknown', reason: 'the secret of the metric template has keys pass: expected token, or username and password' });
    expect(asked).to.deep.equal([]);
  });
});
