import { rollBack } from './decide-analysis.ts';
import { normal } from './decision.ts';
import type { Action, Decision } from './decision.ts';
import { inSeconds, isDue, plainly, settledAt } from './facts.ts';
import type { Facts } from './facts.ts';
import { hasGates } from './gate-state.ts';

/** No rollout is under way: tidy up after the last one, then see whether a new one is held. */
export function decideIdle(facts: Facts): Decision {
  const { observation, status, weight } = facts;
  if (weight > 0) {
    return { step: 'shift-traffic', weight: 0, ...plainly(status.because ?? 'no rollout is under way: all traffic belongs to the stable pods', { canaryWeight: 0, stepStartedAt: inSeconds(facts, 0) }) };
  }
  if (needsFinishing(facts)) {
    return finish(facts);
  }
  return observation.target!.held ? decideHeld(facts) : decideUnheld(facts);
}

function needsFinishing({ observation: { canaryWorkload }, status }: Facts): boolean {
  return (canaryWorkload?.replicas ?? 0) > 0 || (status.startedAt !== undefined && status.finishedAt === undefined);
}

/** The canary's pods stay until the data plane has surely stopped sending to them. */
function finish(facts: Facts): Decision {
  const because = facts.status.because ?? 'the rollout has ended';
  const settled = settledAt(facts);
  if (settled > facts.now && (facts.observation.canaryWorkload?.replicas ?? 0) > 0) {
    return { step: 'wait', because, until: settled };
  }
  return { step: 'finish', ...plainly(because, { finishedAt: inSeconds(facts, 0) }) };
}

/** A failed promotion that was put back stays failed, or whoever applies the same change again and again would have it tried for ever. */
function decideUnheld(facts: Facts): Decision {
  const { observation, status, phase, name } = facts;
  const target = observation.target!;
  if (target.template !== status.lastPromotedSpec) {
    const because = `${facts.target} was changed without analysis: its template is the stable one now`;
    return { step: 'note', ...plainly(because, { phase: 'Initialized', lastPromotedSpec: target.template, lastAppliedSpec: target.template, failure: undefined }, [normal('StableTemplateChanged', because)]) };
  }
  if (phase === 'Waiting' || (phase === 'Failed' && !target.letThrough)) {
    const because = `${name} holds nothing: ${facts.target} has its stable template again`;
    return { step: 'note', ...plainly(because, { phase: 'Initialized', failure: undefined, nextCheckAt: undefined }, [normal('HoldLifted', because)]) };
  }
  return rest(facts, status.because ?? `${name} holds nothing`);
}

function decideHeld(facts: Facts): Decision {
  const { observation, status, phase } = facts;
  const target = observation.target!;
  if (phase === 'Failed' && target.template === status.lastAppliedSpec) {
    return rest(facts, status.because ?? `${facts.target} is held still`);
  }
  if (target.pausedByUser) {
    return { step: 'leave', because: `${facts.target} is paused by its user: analysis begins with "kubectl rollout resume"` };
  }
  if (!observation.begins) {
    return { step: 'leave', because: `${facts.target} is held with a new template: run "kubectl canary watch ${facts.canaryName} -n ${facts.namespace}"` };
  }
  if (phase === 'Waiting' && status.failure !== undefined) {
    const back = rollBack(facts, status.failure);
    return { ...back, record: { ...back.record, lastAppliedSpec: target.template } };
  }
  if (phase === 'Waiting' && !isDue(facts, status.nextCheckAt)) {
    return { step: 'wait', because: status.because ?? 'waiting for approval', until: new Date(status.nextCheckAt!) };
  }
  const action = begin(facts);
  return hasGates(observation.canary, 'confirm-rollout') ? { step: 'open-gates', gates: 'confirm-rollout', ...action } : { step: 'note', ...action };
}

/** Nothing is to be done; who waits for a changed Canary to be seen (kstatus: observedGeneration) is told so. */
function rest({ observation: { canary }, status }: Facts, because: string): Decision {
  const isSeen = (canary.metadata.generation ?? 0) <= (status.observedGeneration ?? 0);
  return isSeen ? { step: 'wait', because, resting: true } : { step: 'note', ...plainly(because) };
}

/** The start of an analysis: every counter and note of the last one is gone. */
export function begin(facts: Facts, because = `new revision of ${facts.target}: the canary is started`, event = normal('NewRevision', `New revision detected! Scaling up ${facts.target}`)): Pick<Action, 'because' | 'record' | 'events'> {
  const target = facts.observation.target!;
  const now = inSeconds(facts, 0);
  return plainly(because, {
    phase: 'Progressing', lastAppliedSpec: target.template, lastPromotedSpec: target.stable,
    failedChecks: 0, unknownChecks: 0, unknownCountedAt: undefined, iterations: 0, canaryWeight: 0, checks: [], gates: [], stepPassed: false,
    startedAt: now, phaseStartedAt: now, step: undefined, stepStartedAt: undefined, nextCheckAt: undefined,
    finishedAt: undefined, failure: undefined, paused: undefined,
  }, [event]);
}
