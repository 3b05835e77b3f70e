import type { Matcher } from './observer.ts';
import type { BuiltinQuestion } from './provider.ts';

/** The share of requests under which the duration is told: 0.99 is what all but one in a hundred take at most. */
export const durationQuantile = 0.99;

/** A built-in check as PromQL, in percent or milliseconds. */
export function promqlOf({ check, observer, workload, intervalSeconds }: BuiltinQuestion): string {
  const window = `${Math.max(1, Math.round(intervalSeconds))}s`;
  const sum = (metric: string, matchers: readonly Matcher[]) => `rate(${metric}{${[...observer.targetMatchers(workload), ...matchers].map(renderMatcher).join(',')}}[${window}])`;
  if (check === 'request-duration') {
    const { metric, matchers, millisecondsPerUnit } = observer.duration;
    const quantile = `histogram_quantile(${durationQuantile}, sum by (le) (${sum(`${metric}_bucket`, matchers(workload))}))`;
    return millisecondsPerUnit === 1 ? quantile : `${quantile} * ${millisecondsPerUnit}`;
  }
  const { metric, matchers, success } = observer.requests;
  const all = matchers(workload);
  return `(sum(${sum(metric, [...all, success])}) or vector(0)) / sum(${sum(metric, all)}) * 100`;
}

/** As it stands in PromQL: `code!~"5.."`. */
export function renderMatcher({ label, operator, value }: Matcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}
