import type { Canary, Metric } from '../../api/canary.ts';
import { describeFailure } from '../../errors.ts';
import { builtinOf } from '../../metrics/builtin.ts';
import { limitsOf } from '../../metrics/limits.ts';
import { observerFor, observerNames } from '../../metrics/observer-for.ts';
import { templateProviders } from '../../metrics/provider-for.ts';
import { renderQuery } from '../../metrics/query-template.ts';
import { defaultRouter, routerFor } from '../../routing/router-for.ts';
import { referenceKey } from '../canary-facts.ts';
import type { CanaryFacts } from '../canary-facts.ts';
import { denied, warning } from '../problem.ts';
import type { Problem } from '../problem.ts';

/** Can each check be measured and judged? */
export function metricProblems(canary: Canary, facts: CanaryFacts): Problem[] {
  const metrics = canary.spec.analysis.metrics ?? [];
  return metrics.flatMap((metric, index) => {
    const path = `spec.analysis.metrics[${index}]`;
    const isSecond = metrics.findIndex(({ name }) => name === metric.name) < index;
    return [
      ...(isSecond ? [denied({ path: `${path}.name`, value: metric.name, expected: 'a name of its own for each metric', suggestion: 'rename one of them' })] : []),
      ...limitProblems(metric, path),
      ...(metric.templateRef === undefined ? [] : templateProblems({ canary, metric, path, facts })),
      ...(metric.query === undefined ? [] : queryProblems(canary, metric, path)),
      ...(builtinOf(metric) === undefined ? [] : builtinProblems(canary, metric, path)),
    ];
  });
}

function limitProblems(metric: Metric, path: string): Problem[] {
  return limitsOf(metric) === undefined ? [denied({ path: `${path}.thresholdRange`, value: metric.thresholdRange, expected: 'min, max or both', suggestion: 'without them no value passes' })] : [];
}

function templateProblems({ canary, metric, path, facts }: { canary: Canary; metric: Metric; path: string; facts: CanaryFacts }): Problem[] {
  const key = referenceKey(metric.templateRef!, canary);
  const template = facts.metricTemplates.get(key) ?? 'unknown';
  if (template === 'absent') {
    return [warning({ path: `${path}.templateRef`, value: key, expected: 'a MetricTemplate that exists', suggestion: 'the check is unknown until there is one' })];
  }
  if (template === 'unknown') {
    return [];
  }
  const { provider: { type }, query } = template.spec;
  if (!templateProviders.includes(type)) {
    return [warning({ path: `${path}.templateRef`, value: key, expected: `a MetricTemplate of provider ${templateProviders.join(' or ')}`, suggestion: `its provider is ${type}, so the check is unknown` })];
  }
  return renderProblems(canary, metric, { path: `${path}.templateVariables`, value: metric.templateVariables, query, expected: `what the query of metric template ${key} needs` });
}

function queryProblems(canary: Canary, metric: Metric, path: string): Problem[] {
  if (metric.templateRef !== undefined) {
    return [warning({ path: `${path}.query`, value: metric.query, expected: 'either query or templateRef', suggestion: 'the query is not used' })];
  }
  const { metricsServer } = canary.spec;
  return [
    ...(metricsServer === undefined ? [denied({ path: 'spec.metricsServer', value: metricsServer, expected: `the address of a Prometheus, as metric ${metric.name} has a query`, suggestion: 'set it, such as http://prometheus.monitoring:9090' })] : []),
    ...renderProblems(canary, metric, { path: `${path}.query`, value: metric.query, query: metric.query ?? '', expected: 'a query whose placeholders are known' }),
  ];
}

function renderProblems({ metadata }: Canary, { templateVariables = {} }: Metric, { query, ...place }: { path: string; value: unknown; query: string; expected: string }): Problem[] {
  const names = { name: metadata.name, namespace: 'n', target: 't', canary: 'c', service: 's', ingress: 'i', route: 'r', interval: '1m' };
  try {
    renderQuery(query, { ...names, variables: templateVariables });
    return [];
  } catch (error) {
    return [denied({ ...place, suggestion: describeFailure(error) })];
  }
}

/** A provider that is unknown altogether is a problem of its own. */
function builtinProblems({ spec: { provider = defaultRouter } }: Canary, { name }: Metric, path: string): Problem[] {
  if (routerFor(provider) === undefined || observerFor(provider) !== undefined) {
    return [];
  }
  return [denied({ path: `${path}.name`, value: name, expected: `a metric with a templateRef, as ${name} is built in for provider ${observerNames.join(', ')} only` })];
}
