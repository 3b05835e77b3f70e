import { expect } from 'chai';
import { kubernetes } from '../../../../shared/metrics/observers/kubernetes.ts';
import type { BuiltinQuestion } from '../../../../shared/metrics/provider.ts';
import { observedWorkload } from '../../../../shared/metrics/resolve-check.ts';
import { countSeries, evaluate } from '../../../../shared/metrics/scraping/count.ts';
import { aCanary } from '../../../builders/a-canary.ts';

const aQuestion = (check: BuiltinQuestion['check']): BuiltinQuestion => ({ kind: 'builtin', check, observer: kubernetes, workload: observedWorkload(aCanary().build()), intervalSeconds: 60 });
const text = [
  'http_request_duration_seconds_bucket{method="GET",path="",status="200",le="0.5"} 8', 'http_request_duration_seconds_bucket{method="GET",path="",status="200",le="+Inf"} 10',
  'http_request_duration_seconds_bucket{method="GET",path="",status="500",le="0.50"} 0', 'http_request_duration_seconds_bucket{method="GET",path="",status="500",le="+Inf"} 2',
  'http_request_duration_seconds_sum{method="GET",path="",status="200"} 0.1', 'http_request_duration_seconds_count{method="GET",path="",status="200"} 10', 'http_request_duration_seconds_count{method="GET",path="",status="500"} 2',
].join('\n');

describe('shared/metrics/scraping/count.ts', () => {
  it('counts an app\'s own requests, which carry no names of ours', () => {
    expect(countSeries(text, aQuestion('request-success-rate'))).to.deep.equal({ all: 12, success: 10 });
  });

  it('sums buckets by their bound, however that is written', () => {
    expect(countSeries(text, aQuestion('request-duration'))).to.deep.equal({ '0.5': 8, Infinity: 12 });
  });

  it('survives the way through JSON', () => {
    const counts = JSON.parse(JSON.stringify(countSeries(text, aQuestion('request-duration')))) as Record<string, number>;
    expect(evaluate(aQuestion('request-duration'), counts)).to.equal(500);
  });

  it('has no value for nothing', () => {
    expect(evaluate(aQuestion('request-duration'), {})).to.equal(undefined);
    expect(evaluate(aQuestion('request-success-rate'), { all: 0, success: 0 })).to.equal(undefined);
  });
});
