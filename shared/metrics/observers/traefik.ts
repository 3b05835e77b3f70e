import { literally } from '../observer.ts';
import type { Matcher, ObservedWorkload, Observer } from '../observer.ts';

const metric = 'traefik_service_request_duration_seconds';

/** Traefik names a Service of ours `<namespace>-<service>-<port>@kubernetescrd` (seen on 3.5). */
const matchers = ({ namespace, canaryService }: ObservedWorkload): readonly Matcher[] => [
  { label: 'service', operator: '=~', value: `${literally(`${namespace}-${canaryService}`)}-[0-9a-zA-Z-]+@kubernetescrd` },
];

/** What Traefik counts about the Service it sends the canary's traffic to. Its answers for pods that are gone (502, 504) are among it. */
export const traefik: Observer = {
  name: 'traefik',
  requests: { metric: `${metric}_count`, matchers, success: { label: 'code', operator: '!~', value: '5..' } },
  duration: { metric, matchers, millisecondsPerUnit: 1000 },
  targetMatchers: () => [],
  pods: () => ({ namespace: undefined, labelSelectors: ['app.kubernetes.io/name=traefik', 'app=traefik', 'k8s-app=traefik'] }),
  defaultPort: 9100,
};
