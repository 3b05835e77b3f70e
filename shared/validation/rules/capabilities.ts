import type { Analysis, Canary } from '../../api/canary.ts';
import { routerFor, routerNames } from '../../routing/router-for.ts';
import type { Capabilities, Router } from '../../routing/router.ts';
import { denied } from '../problem.ts';
import type { Problem } from '../problem.ts';

interface Demand {
  readonly capability: keyof Capabilities;
  readonly what: string;
  /** Whether the engine has steps for it; without them no router is of help. */
  readonly isDriven: boolean;
  /** The field that asks for it. */
  field(analysis: Analysis): keyof Analysis | undefined;
}

const demands: readonly Demand[] = [
  { capability: 'weights', what: 'share traffic by weight', isDriven: true, field: ({ stepWeight, stepWeights }) => (stepWeight !== undefined ? 'stepWeight' : stepWeights === undefined ? undefined : 'stepWeights') },
  { capability: 'headerMatch', what: 'route by headers (A/B testing)', isDriven: false, field: ({ match = [] }) => (match.length > 0 ? 'match' : undefined) },
  { capability: 'mirror', what: 'mirror requests', isDriven: false, field: ({ mirror }) => (mirror === true ? 'mirror' : undefined) },
  { capability: 'sessionAffinity', what: 'keep clients on a version', isDriven: false, field: ({ sessionAffinity }) => (sessionAffinity === undefined ? undefined : 'sessionAffinity') },
];

/** Does the analysis ask for a kind of traffic that nobody would make? Left out silently it would be another rollout than the one asked for. */
export function capabilityProblems({ spec: { analysis, provider } }: Canary, router: Router): Problem[] {
  return demands.flatMap(({ capability, what, isDriven, field }) => {
    const name = field(analysis);
    if (name === undefined || (isDriven && router.supports[capability])) {
      return [];
    }
    const place = { path: `spec.analysis.${name}`, value: analysis[name] };
    return isDriven
      ? [denied({ ...place, expected: `what provider ${router.name} can do`, suggestion: unable({ provider, router, capability, what }) })]
      : [denied({ ...place, expected: 'nothing yet', suggestion: `kubectl-canary cannot ${what} so far, whatever the provider: take it out` })];
  });
}

function unable({ provider, router, capability, what }: { provider: string | undefined; router: Router; capability: keyof Capabilities; what: string }): string {
  const spoken = provider === undefined ? `no spec.provider means ${router.name}, which cannot ${what}` : `${router.name} cannot ${what}`;
  const instead = capability === 'weights' ? 'use iterations (blue/green)' : 'take it out';
  const able = routerNames.filter((name) => routerFor(name)?.supports[capability]);
  return `${spoken}; ${instead}${able.length === 0 ? '' : `, or set spec.provider to ${able.join(' or ')}`}`;
}
