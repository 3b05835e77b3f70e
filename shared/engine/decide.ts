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
import { isUnderWay } from './phases.ts';

/** The next step for what is observed. */
export function decide(observation: Observation): Decision {
  const facts = factsOf(observation);
  if (observation.canary.metadata.deletionTimestamp !== undefined) {
    return decideRemoval(facts);
  }
  const decideRest = observation.canary.spec.suspend === true ? decideSuspended : decideActive;
  return decideObstacle(facts) ?? decideRest(facts);
}

function decideActive(facts: Facts): Decision {
  return decideSetUp(facts) ?? decideCommand(facts) ?? decidePhase(facts);
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
function decideObstacle({ observation, canaryName, targetName, namespace, phase }: Facts): Decision | undefined {
  const { target, canaryWorkload } = observation;
  if (target === undefined) {
    return { step: 'wait', ...restingUnless(isUnderWay(phase)), because: `${observation.kind.kind.toLowerCase()}/${targetName} does not exist in namespace ${namespace}: create it, or correct spec.targetRef` };
  }
  if (canaryWorkload?.ours === false) {
    return { step: 'wait', ...restingUnless(isUnderWay(phase)), because: `${observation.kind.kind.toLowerCase()}/${canaryWorkload.object.metadata.name} exists and is not of canary ${canaryName}: rename or delete it` };
  }
  return undefined;
}

/** Nothing is done but what a person asks for. */
function decideSuspended(facts: Facts): Decision {
  return decideCommand(facts) ?? { step: 'wait', ...restingUnless(isUnderWay(facts.phase)), because: 'skipping canary run as object is suspended' };
}

/** A rollout that cannot go on has not ended. */
function restingUnless(isUnderWay: boolean): { resting?: true } {
  return isUnderWay ? {} : { resting: true };
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
