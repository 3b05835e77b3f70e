import type { Canary } from '../../api/canary.ts';
import { defaultRouter, routerFor, routerNames } from '../../routing/router-for.ts';
import type { CanaryFacts } from '../canary-facts.ts';
import { denied, unknownName, warning } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { capabilityProblems } from './capabilities.ts';
import { routingFieldProblems } from './routing-fields.ts';

/** Is the provider one that we know, and can it do what the spec asks for? */
export function routingProblems(canary: Canary, { missingResources }: CanaryFacts): Problem[] {
  const { provider = defaultRouter, service } = canary.spec;
  const router = routerFor(provider);
  if (router === undefined) {
    return [unknownName({ path: 'spec.provider', value: provider, known: routerNames })];
  }
  return [
    ...(service === undefined ? [denied({ path: 'spec.service', value: undefined, expected: 'the port that clients call', suggestion: 'set spec.service.port' })] : []),
    ...missingResources.map(({ apiVersion, plural }) => warning({ path: 'spec.provider', value: canary.spec.provider, expected: `a cluster that has ${plural} of ${apiVersion}`, suggestion: `nothing can be routed until the CustomResourceDefinitions of ${provider} are installed` })),
    ...capabilityProblems(canary, router),
    ...routingFieldProblems(canary, router),
  ];
}
