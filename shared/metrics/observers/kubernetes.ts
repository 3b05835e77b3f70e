import { canaryLabel } from '../../api/annotations.ts';
import { literally } from '../observer.ts';
import type { Observer } from '../observer.ts';

const metric = 'http_request_duration_seconds';

/** Where no data plane counts, the app's own pods do: the histogram that Prometheus' HTTP middlewares write. */
export const kubernetes: Observer = {
  name: 'kubernetes',
  requests: { metric: `${metric}_count`, matchers: () => [], success: { label: 'status', operator: '!~', value: '5.*' } },
  duration: { metric, matchers: () => [], millisecondsPerUnit: 1000 },
  targetMatchers: ({ namespace, canaryWorkload }) => [
    { label: 'kubernetes_namespace', operator: '=', value: namespace },
    { label: 'kubernetes_pod_name', operator: '=~', value: `${literally(canaryWorkload)}-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)` },
  ],
  pods: ({ namespace, canaryName }) => ({ namespace, labelSelectors: [`${canaryLabel}=${canaryName}`] }),
  defaultPort: undefined,
};
