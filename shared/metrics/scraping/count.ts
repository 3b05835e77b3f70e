import { histogramQuantile } from '../histogram-quantile.ts';
import { seriesTest } from '../matcher.ts';
import { parseNumber, parseSeries } from '../prometheus-text.ts';
import { durationQuantile } from '../promql.ts';
import type { BuiltinQuestion } from '../provider.ts';
import type { Counts } from './reading.ts';

/**
 * What one pod's /metrics says for a check: all requests and the successful ones, or the buckets of their duration by upper bound.
 * @throws RangeError where the text is malformed.
 */
export function countSeries(text: string, { check, observer, workload }: BuiltinQuestion): Counts {
  return check === 'request-duration' ? countBuckets(text, observer.duration.metric, seriesTest(observer.duration.matchers(workload))) : countRequests(text, observer, workload);
}

function countRequests(text: string, { requests }: BuiltinQuestion['observer'], workload: BuiltinQuestion['workload']): Counts {
  const isOurs = seriesTest(requests.matchers(workload));
  const isSuccess = seriesTest([requests.success]);
  const counts = { all: 0, success: 0 };
  for (const { labels, value } of parseSeries(text, requests.metric)) {
    if (isOurs(labels)) {
      counts.all += value;
      counts.success += isSuccess(labels) ? value : 0;
    }
  }
  return counts;
}

function countBuckets(text: string, metric: string, isOurs: ReturnType<typeof seriesTest>): Counts {
  const counts: Record<string, number> = {};
  for (const { labels, value } of parseSeries(text, `${metric}_bucket`)) {
    const bound = parseNumber(labels['le'] ?? '');
    if (bound !== undefined && isOurs(labels)) {
      counts[bound] = (counts[bound] ?? 0) + value;
    }
  }
  return counts;
}

/** The check's value for what was counted; undefined where there were no requests. */
export function evaluate({ check, observer }: BuiltinQuestion, counts: Counts): number | undefined {
  if (check === 'request-success-rate') {
    const { all = 0, success = 0 } = counts;
    return all > 0 ? (success / all) * 100 : undefined;
  }
  const buckets = Object.entries(counts).map(([bound, count]) => ({ upperBound: Number(bound), count }));
  const value = histogramQuantile(durationQuantile, buckets) * observer.duration.millisecondsPerUnit;
  return Number.isNaN(value) ? undefined : value;
}
