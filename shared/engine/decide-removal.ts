import { finalizer } from '../api/annotations.ts';
import { normal } from './decision.ts';
import type { Decision } from './decision.ts';
import { inSeconds, plainly, settledAt } from './facts.ts';
import type { Facts } from './facts.ts';

/**
 * The Canary is being deleted: the target is un-held on its stable template, all traffic goes to the apex Service, and only when no request
 * can reach them any more are the canary's pods and our Services removed. At every moment somebody serves.
 */
export function decideRemoval(facts: Facts): Decision {
  return decideTarget(facts) ?? decideRouting(facts) ?? decideObjects(facts);
}

function decideTarget(facts: Facts): Decision | undefined {
  const { observation: { target }, status } = facts;
  if (target === undefined) {
    return undefined;
  }
  if (target.held) {
    return { step: 'revert', ...plainly(`${facts.name} is being removed: ${facts.target} goes back to its stable template`) };
  }
  const isRolling = facts.phase === 'Promoting' && !target.rollout.complete && !target.paused;
  if (!isRolling) {
    return undefined;
  }
  return target.rollout.stuck && target.template === status.lastAppliedSpec
    ? { step: 'revert', ...plainly(`${facts.name} is being removed: ${facts.target} goes back to its stable template`) }
    : { step: 'wait', because: `${facts.name} is removed when ${facts.target} is rolled out: ${target.rollout.progress}` };
}

function decideRouting(facts: Facts): Decision | undefined {
  if (facts.phase === 'Terminating') {
    return undefined;
  }
  const because = `${facts.name} is being removed: all traffic goes to the Service ${facts.observation.route.apex}`;
  return { step: 'release-routing', ...plainly(because, { phase: 'Terminating', canaryWeight: 0, stepStartedAt: inSeconds(facts, 0) }, [normal('Terminating', `Terminating canary ${facts.name}`)]) };
}

function decideObjects(facts: Facts): Decision {
  const { observation: { canary, canaryWorkload, services }, status } = facts;
  const because = status.because ?? `${facts.name} is being removed`;
  if (canaryWorkload?.ours === true || services.primary !== undefined || services.canary !== undefined) {
    const settled = settledAt(facts);
    return settled > facts.now ? { step: 'wait', because, until: settled } : { step: 'remove-objects', ...plainly(because) };
  }
  return canary.metadata.finalizers?.includes(finalizer) === true
    ? { step: 'remove-finalizer', ...plainly(`${facts.name} is removed`) }
    : { step: 'wait', because: `${facts.name} is removed`, resting: true };
}
