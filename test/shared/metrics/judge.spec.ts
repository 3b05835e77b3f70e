import { expect } from 'chai';
import type { Metric } from '../../../shared/api/canary.ts';
import { judge } from '../../../shared/metrics/judge.ts';
import type { Judgement } from '../../../shared/metrics/judge.ts';
import type { Measurement } from '../../../shared/metrics/provider.ts';
import { aCanary } from '../../builders/a-canary.ts';

const canary = aCanary().targeting('web').routedBy('traefik').build();
const withServer = aCanary().specified({ metricsServer: 'http://prometheus.monitoring:9090' }).build();
const value = (number: number): Measurement => ({ kind: 'value', value: number });
const successRate = (thresholdRange: Metric['thresholdRange']): Metric => ({ name: 'request-success-rate', thresholdRange });
const duration = (thresholdRange: Metric['thresholdRange']): Metric => ({ name: 'request-duration', thresholdRange });
const notFound = (thresholdRange: Metric['thresholdRange']): Metric => ({ name: '404s percentage', thresholdRange, templateRef: { name: 'not-found' } });

describe('shared/metrics/judge.ts', () => {
  const cases: [title: string, check: Metric, number: number, verdict: Judgement['verdict'], message: string][] = [
    ['a success rate that is too low', successRate({ min: 99 }), 53.4219, 'failed', 'Halt podinfo.test advancement success rate 53.42% < 99%'],
    ['a success rate that is too high', successRate({ max: 50 }), 51, 'failed', 'Halt podinfo.test advancement success rate 51.00% > 50%'],
    ['a success rate at its bound', successRate({ min: 99 }), 99, 'passed', 'success rate 99.00% >= 99%'],
    ['a success rate just below its bound', successRate({ min: 99 }), 98.999, 'failed', 'Halt podinfo.test advancement success rate 99.00% < 99%'],
    ['a duration that is too long', duration({ max: 500 }), 1515.9, 'failed', 'Halt podinfo.test advancement request duration 1.515s > 500ms'],
    ['a duration that is too short', duration({ min: 10 }), 9, 'failed', 'Halt podinfo.test advancement request duration 9ms < 10ms'],
    ['a duration at its bound, in whole milliseconds', duration({ max: 500 }), 500.9, 'passed', 'request duration 500ms <= 500ms'],
    ['a duration of minutes', duration({ max: 90_000 }), 90_500, 'failed', 'Halt podinfo.test advancement request duration 1m30.5s > 1m30s'],
    ['a duration of nothing', duration({ min: 0, max: 1000 }), 0.4, 'passed', 'request duration 0s >= 0s and <= 1s'],
    ['a value of one\'s own that is too large', notFound({ max: 5 }), 6.2, 'failed', 'Halt podinfo.test advancement 404s percentage 6.20 > 5'],
    ['a value of one\'s own that is too small', notFound({ min: 0.5 }), 0.25, 'failed', 'Halt podinfo.test advancement 404s percentage 0.25 < 0.5'],
    ['a negative value', notFound({ min: -1, max: 1 }), -1, 'passed', '404s percentage -1.00 >= -1 and <= 1'],
    ['the old threshold of a success rate, which is its minimum', { name: 'request-success-rate', threshold: 99 }, 98, 'failed', 'Halt podinfo.test advancement success rate 98.00% < 99%'],
    ['the old threshold of a duration, which is its maximum', { name: 'request-duration', threshold: 500 }, 501, 'failed', 'Halt podinfo.test advancement request duration 501ms > 500ms'],
    ['an old threshold of zero, which is one', { name: 'errors', query: 'q', threshold: 0 }, 0.1, 'failed', 'Halt podinfo.test advancement errors 0.10 > 0'],
    ['a range, which goes before the old threshold', { name: 'errors', query: 'q', threshold: 0, thresholdRange: { max: 3 } }, 2, 'passed', 'errors 2.00 <= 3'],
    ['a template called like a built-in check', { name: 'request-success-rate', templateRef: { name: 'mine' }, threshold: 5 }, 6, 'failed', 'Halt podinfo.test advancement request-success-rate 6.00 > 5'],
    ['a check without limits, whatever its value (quirk 15)', { name: 'errors', query: 'q' }, 3, 'unknown', 'errors 3.00 is judged by nothing: set thresholdRange of metric errors'],
    ['a range without bounds (quirk 15)', successRate({}), 3, 'unknown', 'success rate 3.00% is judged by nothing: set thresholdRange of metric request-success-rate'],
    ['a value that is none', notFound({ max: 5 }), NaN, 'unknown', 'Halt advancement no values found for custom metric: 404s percentage: the value is NaN'],
    ['a value without end', notFound({ max: 5 }), Infinity, 'unknown', 'Halt advancement no values found for custom metric: 404s percentage: the value is Infinity'],
  ];
  for (const [title, check, number, verdict, message] of cases) {
    it(`judges ${title}`, () => {
      const judgement = judge({ canary, check, measurement: value(number) });
      expect(judgement.message).to.equal(message);
      expect(judgement.verdict).to.equal(verdict);
    });
  }

  const unknowns: [title: string, check: Metric, noValues: boolean, message: string][] = [
    ['a built-in check without traffic', successRate({ min: 1 }), true, 'Halt advancement no values found for traefik metric request-success-rate probably web.test is not receiving traffic: why'],
    ['a built-in check that could not be measured', successRate({ min: 1 }), false, 'request-success-rate could not be measured: why'],
    ['a query without values', { name: 'q', query: 'q' }, true, 'Halt advancement no values found for metric: q: why'],
    ['a query that failed', { name: 'q', query: 'q' }, false, 'Prometheus query failed for q: why'],
    ['a template without values', notFound({ max: 1 }), true, 'Halt advancement no values found for custom metric: 404s percentage: why'],
    ['a template that failed', notFound({ max: 1 }), false, 'Metric query failed for 404s percentage: why'],
  ];
  for (const [title, check, noValues, message] of unknowns) {
    it(`takes ${title} for unknown, never for failed`, () => {
      const judgement = judge({ canary, check, measurement: { kind: 'unknown', reason: 'why', ...(noValues ? { noValues: true } : {}) } });
      expect(judgement).to.deep.include({ verdict: 'unknown', message });
      expect(judgement).not.to.have.property('value');
    });
  }

  it('names Prometheus where a built-in check asks one', () => {
    expect(judge({ canary: withServer, check: successRate({ min: 1 }), measurement: { kind: 'unknown', reason: 'why' } }).message).to.equal('Prometheus query failed: why');
  });

  it('gives value, unit and limits for the status', () => {
    expect(judge({ canary, check: duration({ min: 1, max: 500 }), measurement: value(120.7) })).to.deep.equal({
      name: 'request-duration', verdict: 'passed', message: 'request duration 120ms >= 1ms and <= 500ms', value: 120, unit: 'ms', min: 1, max: 500,
    });
    expect(judge({ canary, check: notFound({ max: 5 }), measurement: value(1) })).to.deep.equal({ name: '404s percentage', verdict: 'passed', message: '404s percentage 1.00 <= 5', value: 1, max: 5 });
  });
});
