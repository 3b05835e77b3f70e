import type { Canary, Metric } from '../../../shared/api/canary.ts';
import { judge } from '../../../shared/metrics/judge.ts';
import { observedWorkload } from '../../../shared/metrics/resolve-check.ts';
import type { ResolvedCheck } from '../../../shared/metrics/resolve-check.ts';
import { known, referenceKey } from '../../../shared/validation/canary-facts.ts';
import { askMetric } from '../ask-metric.ts';
import type { MetricAnswer } from '../ask-metric.ts';
import type { CanaryCheck, CanaryContext } from '../check.ts';
import { error, ok, warning } from '../finding.ts';
import type { Sight } from '../finding.ts';
import { hasTraffic } from '../is-set-up.ts';
import { resolveMetrics } from '../resolve-metrics.ts';
import type { ResolvedMetric } from '../resolve-metrics.ts';
import { stableTwins } from '../stable-twins.ts';
import { troubleSight } from '../trouble.ts';

/** Each metric is asked as an analysis would ask it. While no new version has traffic there is nothing about one: then about the stable pods. */
export const metricQueries: CanaryCheck = {
  code: 'KC603',
  title: 'each metric\'s query gives one number now',
  about: 'canary',
  asksOthers: true,
  async look(context) {
    const resolved = await resolveMetrics(context);
    return (await Promise.all(resolved.map((each) => sightsOf(context, each)))).flat();
  },
};

async function sightsOf(context: CanaryContext, resolved: ResolvedMetric): Promise<Sight[]> {
  const { metric } = resolved;
  if ('failure' in resolved) {
    return [troubleSight(resolved.failure, metric.name)];
  }
  const { check } = resolved;
  const sight = await askMetric(context, check).then((answer) => sightOf(context, { metric, check, answer })).catch((thrown: unknown) => troubleSight(thrown, metric.name));
  return [sight, ...await aboutStable(context, metric)];
}

interface Asked {
  readonly metric: Metric;
  readonly check: ResolvedCheck;
  readonly answer: MetricAnswer;
}

async function sightOf(context: CanaryContext, { metric, check, answer }: Asked): Promise<Sight> {
  const { canary } = context;
  if (answer.value !== undefined) {
    return judged(canary, metric, answer, countText(answer));
  }
  if (!answer.isEmpty) {
    return error(`${metric.name}: ${answer.reason}${queryText(answer)}`, 'correct the query, or where it is asked', dataOf(metric, answer));
  }
  if (hasTraffic(canary)) {
    return nothing(metric, answer, 'though a new version has traffic');
  }
  for (const twin of await stableTwins(context, check)) {
    const stable = await askMetric(context, twin);
    if (stable.value !== undefined) {
      return judged(canary, metric, { ...stable, query: answer.query }, `nothing about a new version, as none has traffic; of the stable pods ${countText(stable)}`);
    }
  }
  return nothing(metric, answer, 'neither about a new version nor about the stable pods');
}

function judged(canary: Canary, metric: Metric, answer: MetricAnswer, counted: string): Sight {
  const { verdict, message } = judge({ canary, check: metric, measurement: { kind: 'value', value: answer.value ?? NaN } });
  const text = `${metric.name}: ${counted}: ${message.replace(/^Halt \S+ advancement /, '')}${queryText(answer)}`;
  return verdict === 'passed' ? ok(text, dataOf(metric, answer)) : warning(text, `as it is now no rollout passes: look at the app, or at the limits of metric ${metric.name}`, dataOf(metric, answer));
}

function nothing(metric: Metric, answer: MetricAnswer, about: string): Sight {
  const { series, pods, reason = '' } = answer;
  const isAnswered = series !== undefined || pods !== undefined;
  const seen = isAnswered ? `${pods === undefined ? `${series} series` : 'no requests counted'}, ${about}` : reason;
  return warning(`${metric.name}: ${seen}${queryText(answer)}`, 'send it some requests; where it has some, correct the query', dataOf(metric, answer));
}

/** In Flagger the target is under test; here its pods are the stable ones, and a query that was taken over as it is judges those. */
async function aboutStable({ canary, facts }: CanaryContext, { name, query, templateRef }: Metric): Promise<Sight[]> {
  const template = templateRef === undefined ? undefined : known((await facts()).metricTemplates.get(referenceKey(templateRef, canary)));
  const text = template?.spec.query ?? query ?? '';
  if (!/\{\{-?\s*target\s*-?\}\}/.test(text) || text.includes('canary')) {
    return [];
  }
  const { target, canaryWorkload } = observedWorkload(canary);
  return [warning(`${name}: its query asks about ${target}, whose pods are the stable ones, and not about ${canaryWorkload}, the new version`, 'write {{ canary }} instead of {{ target }} in the query')];
}

function countText({ series, pods }: MetricAnswer): string {
  return pods === undefined ? `${series} series` : `counted by ${pods} ${pods === 1 ? 'pod' : 'pods'} since ${pods === 1 ? 'it' : 'they'} started`;
}

function queryText({ query }: MetricAnswer): string {
  return `; query: ${query}`;
}

function dataOf({ name }: Metric, { query, series, pods, value }: MetricAnswer): NonNullable<Sight['data']> {
  return { metric: name, query, series, pods, value };
}
