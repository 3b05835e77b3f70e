import { expect } from 'chai';
import { ApiError, Unreachable } from '../../../shared/kube/kube.ts';
import { measureCheck, needsBaseline } from '../../../shared/metrics/measure-check.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { FakeKube, fakeKube } from '../../builders/fake-kube.ts';

const withServer = aCanary().routedBy('traefik').specified({ metricsServer: 'http://prometheus.monitoring:9090' });
const successRate = { name: 'request-success-rate', thresholdRange: { min: 99 } };
const context = (fetch: () => Promise<never> | Promise<{ status: number; headers: Record<string, string>; text: string }>) => ({ kube: new FakeKube(), fetch, memo: 'kept' });

describe('shared/metrics/measure-check.ts', () => {
  it('gives what the provider measured', async () => {
    const text = JSON.stringify({ status: 'success', data: { resultType: 'vector', result: [{ metric: {}, value: [1, '99.2'] }] } });
    expect(await measureCheck(withServer.build(), successRate, context(async () => ({ status: 200, headers: {}, text })))).to.deep.equal({ kind: 'value', value: 99.2 });
  });

  for (const error of [new Unreachable('no route'), new ApiError(403, 'Forbidden', 'you may not'), new RangeError('"soon" is no duration')]) {
    it(`makes an unknown of ${error.name}, and keeps the last reading`, async () => {
      const outcome = await measureCheck(withServer.build(), successRate, context(() => Promise.reject(error)));
      expect(outcome).to.deep.equal({ kind: 'unknown', reason: error.message, memo: 'kept' });
    });
  }

  it('makes an unknown of a template that is not there', async () => {
    const outcome = await measureCheck(aCanary().build(), { name: 'a', templateRef: { name: 'gone' } }, { kube: fakeKube(), fetch: () => Promise.reject(new Error()), memo: undefined });
    expect(outcome).to.deep.equal({ kind: 'unknown', reason: 'metric template gone.test does not exist; create it, or correct templateRef' });
  });

  it('lets a mistake of ours through', async () => {
    const error: unknown = await measureCheck(withServer.build(), successRate, context(() => Promise.reject(new TypeError('a bug')))).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(TypeError);
  });

  it('wants a first reading for built-in checks without a metrics server alone', () => {
    expect(needsBaseline(aCanary().build(), successRate)).to.equal(true);
    expect(needsBaseline(withServer.build(), successRate)).to.equal(false);
    expect(needsBaseline(aCanary().build(), { ...successRate, templateRef: { name: 'a' } })).to.equal(false);
  });
});
