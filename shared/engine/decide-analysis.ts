import { begin } from './decide-idle.ts';
import { normal, warning } from './decision.ts';
import type { Action, Decision, EventText } from './decision.ts';
import { inSeconds, isCanaryLost, isDue, plainly, progressDeadline, settledAt } from './facts.ts';
import type { Facts } from './facts.ts';
import { areOpen, hasGates } from './gate-state.ts';
import { canaryReplicas } from './plan.ts';

/** An analysis is under way: is it still of what is held, can the canary carry its share, and what do the checks say? */
export function decideAnalysis(facts: Facts): Decision {
  return decideOtherTemplate(facts) ?? decideEnough(facts) ?? decideLostCanary(facts) ?? decidePaused(facts) ?? decideCanaryPods(facts) ?? decideTraffic(facts);
}

/** The target's template is not the one under analysis any more. */
function decideOtherTemplate(facts: Facts): Decision | undefined {
  const { observation: { target }, status } = facts;
  const { held, template } = target!;
  if (held && template === status.lastAppliedSpec) {
    return undefined;
  }
  if (!held && template === status.lastAppliedSpec) {
    return { step: 'note', ...plainly(`${facts.target} was released: Kubernetes rolls it out`, { phase: 'Promoting', phaseStartedAt: inSeconds(facts, 0) }) };
  }
  return held ? restart(facts) : cancel(facts);
}

/** A newer template is held. Its pods take the place of the canary's, so nobody may be on them any more. */
export function restart(facts: Facts): Decision {
  if (facts.weight > 0) {
    return { step: 'shift-traffic', weight: 0, ...plainly('a newer template is held: traffic goes back before its analysis begins', { canaryWeight: 0, stepStartedAt: inSeconds(facts, 0) }) };
  }
  const settled = settledAt(facts);
  if (settled > facts.now) {
    return { step: 'wait', because: 'a newer template is held: its analysis begins when the traffic is back', until: settled };
  }
  return { step: 'note', ...begin(facts, `a newer template of ${facts.target} is held: its analysis begins`, normal('AnalysisRestarted', `New revision detected! Restarting analysis for ${facts.target}`)) };
}

/** The target runs what was let through past the analysis, or its stable template again. */
export function cancel(facts: Facts): Decision {
  const because = `${facts.target} is not held any more: the analysis is cancelled`;
  const record = { phase: 'Initialized', canaryWeight: 0, stepStartedAt: inSeconds(facts, 0), nextCheckAt: undefined, step: undefined } as const;
  return { step: 'shift-traffic', weight: 0, ...plainly(because, record, [normal('AnalysisCancelled', because)]) };
}

/** The checks have said enough: traffic goes back at once, not an interval later. */
function decideEnough(facts: Facts): Decision | undefined {
  const { status, threshold, name, analysis } = facts;
  if (status.failure !== undefined) {
    return rollBack(facts, status.failure);
  }
  const failedChecks = status.failedChecks ?? 0;
  if (failedChecks >= threshold) {
    return rollBack(facts, `failed checks threshold reached ${failedChecks}${lastMessage(facts, 'failed')}`, [warning('ThresholdReached', `Rolling back ${name} failed checks threshold reached ${failedChecks}`)]);
  }
  const unknownLimit = analysis.maxUnknown ?? threshold;
  const unknownChecks = status.unknownChecks ?? 0;
  if (unknownChecks >= unknownLimit) {
    return rollBack(facts, `could not find out ${unknownChecks} times${lastMessage(facts, 'unknown')}`, [warning('MetricsUnknown', `Rolling back ${name} could not find out ${unknownChecks} times${lastMessage(facts, 'unknown')}`)]);
  }
  return undefined;
}

function lastMessage({ status }: Facts, verdict: 'failed' | 'unknown'): string {
  const check = status.checks?.find((each) => each.verdict === verdict);
  return check?.message === undefined ? '' : `: ${check.message}`;
}

/** All traffic to the stable pods; the hold stays, so that nothing unproven goes on. */
export function rollBack(facts: Facts, why: string, events: readonly EventText[] = []): Action {
  const at = facts.weight > 0 ? ` at weight ${facts.weight}` : '';
  const because = `rolled back${at}: ${why}`;
  return {
    step: 'shift-traffic', weight: 0,
    ...plainly(because, { phase: 'Failed', canaryWeight: 0, failure: because, stepStartedAt: inSeconds(facts, 0), nextCheckAt: undefined, paused: undefined, stepPassed: false }, [...events, warning('CanaryFailed', `Canary failed! Scaling down ${facts.name}`)]),
  };
}

/** Nothing is waited for, not even by a person's pause: requests fail meanwhile. */
function decideLostCanary(facts: Facts): Decision | undefined {
  if (!isCanaryLost(facts)) {
    return undefined;
  }
  const progress = facts.observation.canaryWorkload?.rollout.progress ?? 'it was deleted';
  return rollBack(facts, 'none of its pods is available', [warning('CanaryNotReady', `canary deployment ${facts.target} not ready: ${progress}`)]);
}

function decidePaused({ status }: Facts): Decision | undefined {
  return status.paused === undefined ? undefined : { step: 'wait', because: `paused by ${status.paused.by} at weight ${status.canaryWeight ?? 0}` };
}

/** The canary runs the held template, with as many pods as its share needs; it is scaled before the weight moves. */
function decideCanaryPods(facts: Facts): Decision | undefined {
  const { observation: { canary, canaryWorkload, target }, status, plan } = facts;
  const replicas = canaryReplicas(canary, plan, status.step ?? -1, target!.replicas);
  if (canaryWorkload === undefined || canaryWorkload.template !== status.lastAppliedSpec || canaryWorkload.replicas !== replicas) {
    return { step: 'start-canary', replicas, ...plainly(status.because ?? `the canary is scaled to ${replicas}`) };
  }
  const { progress, stuck } = canaryWorkload.rollout;
  return stuck ? rollBack(facts, `canary ${progress}`, [warning('CanaryNotReady', `canary deployment ${facts.target} not ready: ${progress}`)]) : undefined;
}

function decideTraffic(facts: Facts): Decision {
  const { observation: { canary, router, route, found, canaryWorkload }, status, plan, weight } = facts;
  const { complete } = canaryWorkload!.rollout;
  if (canary.spec.skipAnalysis === true) {
    return complete ? decideSkipped(facts) : decideLaggingPods(facts);
  }
  if (status.step === undefined) {
    return complete ? decideFirstStep(facts) : decideLaggingPods(facts);
  }
  const planned = plan.steps[status.step]?.weight ?? status.canaryWeight ?? 0;
  if (weight !== planned && weight === plan.steps[status.step + 1]?.weight) {
    return decideNextStep(facts, { gated: false });
  }
  if (weight !== planned) {
    return planned > weight && !complete ? decideLaggingPods(facts) : { step: 'shift-traffic', weight: planned, ...plainly(`traffic was at ${weight}: the plan says ${planned}`, { canaryWeight: planned }) };
  }
  const refusal = router.refusal(route, found);
  if (refusal !== undefined) {
    return { step: 'wait', because: `${router.name} refuses the route: ${refusal}`, until: new Date(inSeconds(facts, facts.intervalSeconds)) };
  }
  if (status.stepPassed === true) {
    return complete ? decideNextStep(facts) : decideLaggingPods(facts);
  }
  if (!isDue(facts, status.nextCheckAt)) {
    return { step: 'wait', because: status.because ?? `weight ${weight}`, until: new Date(status.nextCheckAt!) };
  }
  return { step: 'analyze', ...plainly(`checking ${facts.name} at weight ${weight}`) };
}

/**
 * Pods of a template that ran before, or that were ready once, may never be ready again, and no deadline of Kubernetes ends that. Counted
 * from the last time that they were looked at: an analysis may have waited for an approval for days.
 */
function decideLaggingPods(facts: Facts): Decision {
  const { observation: { canaryWorkload }, status } = facts;
  const { rollout } = canaryWorkload!;
  const deadline = progressDeadline(facts, rollout, status.nextCheckAt ?? status.startedAt ?? inSeconds(facts, 0));
  return deadline <= facts.now ? rollBack(facts, `canary ${rollout.progress}`) : { step: 'wait', because: `canary ${rollout.progress}`, until: deadline };
}

/** A closed confirm-promotion gate is asked again an interval later, here too. */
function decideSkipped(facts: Facts): Decision {
  const { status, phase } = facts;
  return phase === 'WaitingPromotion' && !isDue(facts, status.nextCheckAt)
    ? { step: 'wait', because: status.because ?? 'waiting for approval', until: new Date(status.nextCheckAt!) }
    : promote(facts, 'analysis is skipped');
}

function decideFirstStep(facts: Facts): Decision {
  const { observation: { canary }, status, name } = facts;
  if (!isDue(facts, status.nextCheckAt)) {
    return { step: 'wait', because: status.because ?? 'waiting for approval', until: new Date(status.nextCheckAt!) };
  }
  if (hasGates(canary, 'pre-rollout') && !areOpen(canary, status, 'pre-rollout')) {
    return { step: 'open-gates', gates: 'pre-rollout', ...plainly(`pre-rollout checks of ${name}`, {}, (status.gates ?? []).length > 0 ? [] : [normal('AnalysisStarted', `Starting canary analysis for ${facts.target}`)]) };
  }
  return decideNextStep(facts);
}

/**
 * On to the next share of the plan, or to promotion after the last. Not gated where the traffic has moved already: a driver died between
 * moving it and writing that down.
 */
function decideNextStep(facts: Facts, { gated = true }: { gated?: boolean } = {}): Decision {
  const { observation: { canary }, plan, status, name, intervalSeconds } = facts;
  const index = (status.step ?? -1) + 1;
  const step = plan.steps[index];
  if (step === undefined) {
    return promote(facts, `all ${plan.steps.length} steps have passed`);
  }
  const says = step.iteration === undefined ? `weight ${step.weight}` : `iteration ${step.iteration.number}/${step.iteration.of}`;
  const record = {
    phase: 'Progressing', step: index, canaryWeight: step.weight, iterations: step.iteration?.number ?? status.iterations ?? 0,
    stepStartedAt: inSeconds(facts, 0), nextCheckAt: inSeconds(facts, step.checked ? intervalSeconds : 0), stepPassed: !step.checked,
  } as const;
  const event = step.checked || step.iteration !== undefined
    ? normal('Advanced', `Advance ${name} canary ${says}`)
    : normal('RoutedToCanary', 'Routing all traffic to canary');
  return {
    step: 'shift-traffic', weight: step.weight,
    ...(gated && hasGates(canary, 'confirm-traffic-increase') ? { gates: 'confirm-traffic-increase' as const } : {}),
    ...(index === 0 ? { baseline: true as const } : {}),
    ...plainly(`step ${index + 1} of ${plan.steps.length}: ${says}`, record, [event]),
  };
}

/** Promotion is written down before the hold is released: a driver that lost its lease fails here and releases nothing. */
function promote(facts: Facts, why: string): Decision {
  const action = plainly(`${why}: ${facts.target} is promoted`, { phase: 'Promoting', phaseStartedAt: inSeconds(facts, 0), nextCheckAt: undefined } as const, [normal('Promoting', `Promoting ${facts.target}: its hold is released and Kubernetes rolls it out`)]);
  return hasGates(facts.observation.canary, 'confirm-promotion') ? { step: 'open-gates', gates: 'confirm-promotion', ...action } : { step: 'note', ...action };
}
