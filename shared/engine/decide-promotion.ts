import { cancel, restart, rollBack } from './decide-analysis.ts';
import { normal, warning } from './decision.ts';
import type { Action, Decision } from './decision.ts';
import { inSeconds, isCanaryLost, isDue, plainly, progressDeadline } from './facts.ts';
import type { Facts } from './facts.ts';

/** Promotion: the hold is released, Kubernetes rolls the target, and the canary keeps its traffic until that has finished. */
export function decidePromotion(facts: Facts): Decision {
  if (isCanaryLost(facts)) {
    return decideLostCanary(facts);
  }
  return facts.observation.target!.held ? decideHeld(facts) : decideReleased(facts);
}

/** Not released yet; or released, rolled out, and changed again. */
function decideHeld(facts: Facts): Decision {
  const { observation, status } = facts;
  const { template, stable } = observation.target!;
  if (template === status.lastAppliedSpec) {
    return status.failure === undefined ? { step: 'release', ...plainly(status.because ?? `${facts.target} is promoted`) } : rollBack(facts, status.failure);
  }
  return stable === status.lastAppliedSpec ? decideTrafficBack(facts) : restart(facts);
}

function decideReleased(facts: Facts): Decision {
  const { observation, status, phase } = facts;
  const { template, rollout } = observation.target!;
  if (template === status.lastAppliedSpec) {
    // Once it has been complete, pods that are not ready are those of an autoscaler.
    return rollout.complete || phase === 'Finalising' ? decideTrafficBack(facts) : decideRolling(facts);
  }
  if (template === status.lastPromotedSpec) {
    return decideGoneBack(facts);
  }
  return rollout.complete ? cancel(facts) : { step: 'wait', because: `${facts.target} was changed without analysis: ${rollout.progress}` };
}

/** The target's own pods take over at once, old and new ones, and go on rolling. */
function decideLostCanary(facts: Facts): Action {
  const because = `none of the canary's pods is available: traffic returns to ${facts.target}`;
  return { step: 'shift-traffic', weight: 0, ...plainly(because, { canaryWeight: 0, stepStartedAt: inSeconds(facts, 0) }, [warning('CanaryNotReady', because)]) };
}

function decideRolling(facts: Facts): Decision {
  const { observation, status } = facts;
  const { paused, rollout } = observation.target!;
  const because = `promotion of ${facts.target}: ${rollout.progress}`;
  if (status.failure !== undefined) {
    return { step: 'revert', ...plainly(status.failure) };
  }
  if (paused) {
    return { step: 'wait', because: `${because}; it is paused by its user: it goes on with "kubectl rollout resume"` };
  }
  const deadline = progressDeadline(facts, rollout, status.phaseStartedAt ?? inSeconds(facts, 0));
  return rollout.stuck || deadline <= observation.now ? goBack(facts, `${facts.target} not ready: ${rollout.progress}`) : { step: 'wait', because, until: deadline };
}

/** The new template does not become ready, or a person ends the promotion: the stable one is applied again. The canary keeps its traffic meanwhile. */
export function goBack(facts: Facts, why: string): Action {
  const because = `promotion failed, back to the stable template: ${why}`;
  return { step: 'revert', ...plainly(because, { failure: because, phaseStartedAt: inSeconds(facts, 0) }, [warning('PromotionFailed', `Promotion of ${facts.target} failed, ${why}`)]) };
}

function decideGoneBack(facts: Facts): Decision {
  const { observation, status } = facts;
  const because = status.failure ?? `${facts.target} has its stable template again`;
  if (!observation.target!.rollout.complete) {
    return { step: 'wait', because: `${because} (${observation.target!.rollout.progress})` };
  }
  const record = { phase: 'Failed', canaryWeight: 0, failure: because, stepStartedAt: inSeconds(facts, 0), nextCheckAt: undefined } as const;
  return { step: 'shift-traffic', weight: 0, ...plainly(because, record, [warning('CanaryFailed', `Canary failed! Scaling down ${facts.name}`)]) };
}

/** The target runs the new template: traffic returns to it, all at once or by stepWeightPromotion. */
function decideTrafficBack(facts: Facts): Decision {
  const { analysis, status, weight, intervalSeconds, name } = facts;
  const step = analysis.stepWeightPromotion ?? 0;
  if (step > 0 && weight > 0 && !isDue(facts, status.nextCheckAt)) {
    return { step: 'wait', because: status.because ?? `traffic returns to ${facts.target}`, until: new Date(status.nextCheckAt!) };
  }
  const next = step > 0 ? Math.max(0, weight - step) : 0;
  if (next === 0) {
    return succeed(facts);
  }
  const record = { phase: 'Finalising', canaryWeight: next, stepStartedAt: inSeconds(facts, 0), nextCheckAt: inSeconds(facts, intervalSeconds) } as const;
  return { step: 'shift-traffic', weight: next, ...plainly(`promoted: traffic returns, ${100 - next} of 100 on ${facts.target}`, record, [normal('PrimaryAdvanced', `Advance ${name} primary weight ${100 - next}`)]) };
}

function succeed(facts: Facts): Action {
  const { observation: { canary }, status } = facts;
  const record = { phase: 'Succeeded', canaryWeight: 0, lastPromotedSpec: status.lastAppliedSpec, stepStartedAt: inSeconds(facts, 0), nextCheckAt: undefined, step: undefined, paused: undefined } as const;
  const completed = canary.spec.skipAnalysis === true
    ? `Promotion completed! Canary analysis was skipped for ${facts.target}`
    : `Promotion completed! Scaling down ${facts.target}`;
  const events = [...(facts.weight > 0 ? [normal('RoutedToPrimary', 'Routing all traffic to primary')] : []), normal('Promoted', completed)];
  return { step: 'shift-traffic', weight: 0, ...plainly(`${facts.target} is promoted`, record, events) };
}
