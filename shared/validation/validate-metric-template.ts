import type { MetricTemplate } from '../api/metric-template.ts';
import { describeFailure } from '../errors.ts';
import { templateProviders } from '../metrics/provider-for.ts';
import { renderQuery } from '../metrics/query-template.ts';
import { denied, unknownName } from './problem.ts';
import type { Problem } from './problem.ts';

/** All that is wrong with a MetricTemplate: can it be asked for at all? Pure. */
export function validateMetricTemplate({ spec: { provider, query } }: MetricTemplate): Problem[] {
  const { type, address } = provider;
  return [
    ...(templateProviders.includes(type) ? [] : [unknownName({ path: 'spec.provider.type', value: type, known: templateProviders })]),
    ...(address === undefined || address === '' || URL.canParse(address) ? [] : [denied({ path: 'spec.provider.address', value: address, expected: 'an address such as http://prometheus.monitoring:9090' })]),
    ...queryProblems(query),
  ];
}

/** Which variables there will be is for each Canary to say, so any key of `variables` is fine here. */
function queryProblems(query: string): Problem[] {
  const keys = [...query.matchAll(/variables(?:\.([\w.-]+)|\s+"([^"]*)")/g)].map(([, dotted, quoted]) => dotted ?? quoted ?? '');
  const variables = Object.fromEntries(keys.map((key) => [key, '1']));
  try {
    renderQuery(query, { name: 'n', namespace: 'n', target: 't', canary: 'c', service: 's', ingress: 'i', route: 'r', interval: '1m', variables });
    return [];
  } catch (error) {
    return [denied({ path: 'spec.query', value: query, expected: 'a query whose placeholders are known', suggestion: describeFailure(error) })];
  }
}
