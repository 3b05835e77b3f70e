/**
 * Chooses the next step. Pure: the same observation gives the same decision, and each has its reason in words (`because`), which travels
 * unchanged into status, events and the terminal. Nothing is remembered between two decisions, so a driver may die at any moment.
 */
import { decideAnalysis } from './decide-analysis.ts';
import { decideCommand } from './decide-command.ts';
import { decideIdle } from './decide-idle.ts';
import { decidePromotion } from './decide-promotion.ts';
import { decideRemoval } from './decide-removal.ts';
import type { Decision } from './decision.ts';
import { factsOf } from './facts.ts';
import type { Facts } from './facts.ts';
import type { Observation } from './observation.ts';

/** The next step for what is observed. */
export function decide(observation: Observation): Decision {
  const facts = factsOf(observation);
  if (observation.canary.metadata.deletionTimestamp !== undefined) {
    return decideRemoval(facts);
  }
  return decideObstacle(facts) ?? decideSetUp(facts) ?? decideCommand(facts) ?? decidePhase(facts);
}

function decidePhase(facts: Facts): Decision {
  switch (facts.phase) {
    case 'Progressing':
    case 'WaitingPromotion':
      return decideAnalysis(facts);
    case 'Promoting':
    case 'Finalising':
      return decidePromotion(facts);
    default:
      return decideIdle(facts);
  }
}

/** What keeps a Canary from being acted on at all. */
function decideObstacle({ observation, canaryName, targetName, namespace }: Facts): Decision | undefined {
  const { canary, target, canaryWorkload } = observation;
  if (canary.spec.suspend === true) {
    return { step: 'wait', because: 'skipping canary run as object is suspended', resting: true };
  }
  if (target === undefined) {
    return { step: 'wait', because: `${observation.kind.kind.toLowerCase()}/${targetName} does not exist in namespace ${namespace}: create it, or correct spec.targetRef`, resting: true };
  }
  if (canaryWorkload?.ours === false) {
    return { step: 'wait', because: `${observation.kind.kind.toLowerCase()}/${canaryWorkload.object.metadata.name} exists and is not of canary ${canaryName}: rename or delete it`, resting: true };
  }
  return undefined;
}

/** Services and routing come before all else, and are brought back when somebody took them away. */
function decideSetUp({ observation, needsSetUp, status, name }: Facts): Decision | undefined {
  if (!needsSetUp) {
    return undefined;
  }
  const isNew = status.phase === undefined || status.phase === '' || status.phase === 'Initializing';
  return {
    step: 'initialize',
    because: isNew ? `${name} is ready: its stable pods serve all traffic` : `${status.because ?? 'Services and routing were brought back'}`,
    record: isNew ? { phase: 'Initialized', failedChecks: 0, canaryWeight: 0, iterations: 0, lastPromotedSpec: observation.target!.stable } : {},
    events: isNew ? [{ type: 'Normal', reason: 'Initialized', text: `Initialization done! ${name}` }] : [],
  };
}
