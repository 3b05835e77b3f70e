import type { Canary, Service } from '../../api/canary.ts';
import type { Router, RoutingField } from '../../routing/router.ts';
import { warning } from '../problem.ts';
import type { Problem } from '../problem.ts';

/** What is said of the Services themselves: those are made behind every router. */
const ofServices: readonly (keyof Service)[] = [
  'name', 'port', 'portName', 'targetPort', 'appProtocol', 'trafficDistribution', 'portDiscovery', 'headless', 'apex', 'primary', 'canary', 'unmanagedMetadata',
];
const references = ['ingressRef', 'routeRef', 'upstreamRef'] as const;
/** Queries may use the name of these, whatever the router does. */
const placeholders: Partial<Record<RoutingField, string>> = { ingressRef: '{{ ingress }}', routeRef: '{{ route }}' };

/** Are there fields that this router makes nothing of? */
export function routingFieldProblems({ spec }: Canary, router: Router): Problem[] {
  const { service = {} } = spec;
  const asked: [field: RoutingField, value: unknown][] = [
    ...references.map((field): [RoutingField, unknown] => [field, spec[field]?.name]),
    ...Object.entries(service).filter(([field]) => !(ofServices as readonly string[]).includes(field)).map(([field, value]): [RoutingField, unknown] => [`service.${field as keyof Service}`, value]),
  ];
  return asked.filter(([field, value]) => asksForSomething(value) && !router.honours.includes(field)).map(([field, value]) => {
    const elsewhere = placeholders[field];
    const suggestion = elsewhere === undefined ? 'it has no effect: take it out, and say it in your own route' : `it only stands for ${elsewhere} in queries`;
    return warning({ path: `spec.${field}`, value, expected: `what provider ${router.name} acts on`, suggestion });
  });
}

function asksForSomething(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== '' && !(typeof value === 'object' && Object.keys(value).length === 0);
}
