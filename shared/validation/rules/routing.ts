import type { Canary } from '../../api/canary.ts';
import { defaultRouter, routerFor, routerNames } from '../../routing/router-for.ts';
import type { Capabilities, Router } from '../../routing/router.ts';
import type { CanaryFacts } from '../canary-facts.ts';
import { denied, unknownName, warning } from '../problem.ts';
import type { Problem } from '../problem.ts';

/** Is the provider one that we know, and can it do what the analysis asks for? */
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
  ];
}

/** What an analysis asks for, and which of its fields says so. */
const demands: readonly { capability: keyof Capabilities; what: string; path(canary: Canary): string | undefined }[] = [
  { capability: 'weights', what: 'share traffic by weight', path: ({ spec: { analysis } }) => (analysis.stepWeight !== undefined ? 'stepWeight' : analysis.stepWeights === undefined ? undefined : 'stepWeights') },
  { capability: 'headerMatch', what: 'route by headers', path: ({ spec: { analysis } }) => ((analysis.match ?? []).length > 0 ? 'match' : undefined) },
  { capability: 'mirror', what: 'mirror requests', path: ({ spec: { analysis } }) => (analysis.mirror === true ? 'mirror' : undefined) },
  { capability: 'sessionAffinity', what: 'keep clients on a version', path: ({ spec: { analysis } }) => (analysis.sessionAffinity === undefined ? undefined : 'sessionAffinity') },
];

function capabilityProblems(canary: Canary, router: Router): Problem[] {
  return demands.flatMap(({ capability, what, path }) => {
    const field = path(canary);
    if (field === undefined || router.supports[capability]) {
      return [];
    }
    const able = routerNames.filter((name) => routerFor(name)?.supports[capability]);
    const spoken = canary.spec.provider === undefined ? `no spec.provider means ${router.name}, which cannot ${what}` : `${router.name} cannot ${what}`;
    return [denied({
      path: `spec.analysis.${field}`, value: (canary.spec.analysis as unknown as Record<string, unknown>)[field], expected: `what provider ${router.name} can do`,
      suggestion: `${spoken}; ${insteadOf(capability)}${able.length === 0 ? '' : `, or set spec.provider to ${able.join(' or ')}`}`,
    })];
  });
}

function insteadOf(capability: keyof Capabilities): string {
  return capability === 'weights' ? 'use iterations (blue/green)' : 'take it out';
}
