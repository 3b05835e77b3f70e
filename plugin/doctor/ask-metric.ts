import { describeFailure, Failure } from '../../shared/errors.ts';
import { Unreachable } from '../../shared/kube/kube.ts';
import { promqlOf, renderMatcher } from '../../shared/metrics/promql.ts';
import type { BuiltinQuestion, Question } from '../../shared/metrics/provider.ts';
import type { ResolvedCheck } from '../../shared/metrics/resolve-check.ts';
import { evaluate } from '../../shared/metrics/scraping/count.ts';
import { increase, parseMemo } from '../../shared/metrics/scraping/reading.ts';
import type { CanaryContext } from './check.ts';

/** What a metric's source says now. */
export interface MetricAnswer {
  /** What it was asked, with all names filled in, on one line. */
  readonly query: string;
  /** Series that the answer was made of; undefined where pods were read, or nothing was answered. */
  readonly series: number | undefined;
  /** Pods whose counters were read; undefined where a server was asked. */
  readonly pods?: number;
  readonly value: number | undefined;
  /** Why there is no value. `isEmpty`: it was answered, with nothing. */
  readonly reason?: string;
  readonly isEmpty: boolean;
}

/** Asks once. Counters of pods are taken from their start, as there is no earlier reading. @throws ApiError */
export async function askMetric({ kube, http }: CanaryContext, { provider, question, source }: ResolvedCheck): Promise<MetricAnswer> {
  const isRead = question.kind === 'builtin' && provider.name === 'scrape';
  const query = oneLine(isRead ? seriesOf(question) : textOf(question));
  try {
    const answer = await provider.measure(question, source, { kube, fetch: http, memo: undefined });
    if (isRead && answer.memo !== undefined) {
      return fromStart(question, query, answer.memo);
    }
    if (answer.kind === 'value') {
      return { query, series: 1, value: answer.value, isEmpty: false };
    }
    const reason = answer.reason.replace(/; query: .*$/s, '');
    return { query, series: seriesIn(reason), value: undefined, reason, isEmpty: answer.noValues === true };
  } catch (thrown) {
    if (thrown instanceof Failure || thrown instanceof Unreachable) {
      return { query, series: undefined, value: undefined, reason: describeFailure(thrown), isEmpty: false };
    }
    throw thrown;
  }
}

function fromStart(question: BuiltinQuestion, query: string, memo: string): MetricAnswer {
  const reading = parseMemo(memo) ?? {};
  const value = evaluate(question, increase({}, reading));
  const common = { query, series: undefined, pods: Object.keys(reading).length };
  return value === undefined || !Number.isFinite(value) ? { ...common, value: undefined, reason: 'no requests counted', isEmpty: true } : { ...common, value, isEmpty: false };
}

function textOf(question: Question): string {
  return question.kind === 'query' ? question.query : promqlOf(question);
}

function seriesOf({ check, observer, workload }: BuiltinQuestion): string {
  const { metric, matchers } = check === 'request-duration' ? { ...observer.duration, metric: `${observer.duration.metric}_bucket` } : observer.requests;
  return `${metric}{${matchers(workload).map(renderMatcher).join(',')}}`;
}

function seriesIn(reason: string): number | undefined {
  const several = /^expected one series, got (\d+)/.exec(reason)?.[1];
  if (several !== undefined) {
    return Number(several);
  }
  return reason === 'no values found' ? 0 : undefined;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
