import { canaryCommand, kubectlCommand } from '../command-line.ts';
import { formatMoment } from '../view/moment.ts';
import { checkSource, failedChecks, unknownChecks } from './check-sentences.ts';
import { explanation } from './explanation.ts';
import type { Explanation, NextStep } from './explanation.ts';
import { failedGates, rollbackGate } from './gate-sentences.ts';
import { podTroubles } from './pod-troubles.ts';
import { timeOf } from './standing.ts';
import type { Standing } from './standing.ts';
import { changeStep, holdSentence, podsText } from './target-sentences.ts';

/** A rollout has failed: by what, and what became of it. */
export function explainFailure(standing: Standing): Explanation | undefined {
  const { canary, outlook, now } = standing;
  const { phase, failure, because, lastAppliedSpec, phaseStartedAt, lastTransitionTime } = canary.status ?? {};
  const target = outlook?.observation.target;
  const isOfAnother = target?.held === true && target.template !== lastAppliedSpec;
  if (phase !== 'Failed' || isOfAnother) {
    return undefined;
  }
  const { sentences, next = [] } = causeOf(standing, failure ?? because ?? 'no reason is recorded');
  const ended = timeOf(lastTransitionTime ?? phaseStartedAt);
  return explanation([
    ...sentences,
    ended === undefined ? undefined : `it failed at ${formatMoment(ended, now)}`,
    target === undefined ? undefined : `all traffic is on the stable pods, ${podsText(target)} available`,
    holdSentence(standing),
    target?.held === false ? 'nothing is held any more: the stable template is applied again' : undefined,
  ], [...next, ...waysOut(standing)]);
}

interface Cause {
  readonly sentences: readonly (string | undefined)[];
  readonly next?: readonly NextStep[];
}

/** The engine's own reason, told by what was measured and seen where that says more. */
function causeOf(standing: Standing, failure: string): Cause {
  const { canary } = standing;
  const [, prefix = '', why = failure] = /^(rolled back(?: at weight \d+)?: |promotion failed, back to the stable template: )(.*)$/s.exec(failure) ?? [];
  if (why.startsWith('failed checks threshold reached')) {
    return { sentences: withPrefix(prefix, [...failedChecks(standing), ...failedGates(canary)], why) };
  }
  if (why.startsWith('could not find out')) {
    const [first = why, ...others] = [...unknownChecks(standing), ...failedGates(canary)];
    const { unknownChecks: rounds = 0 } = canary.status ?? {};
    return { sentences: [`${prefix}${first}`, ...others, `that happened ${rounds} intervals in a row, which ends a rollout (analysis.maxUnknown, or threshold)`, checkSource(canary)] };
  }
  const gate = rollbackGate(canary, why);
  if (gate !== undefined || why.startsWith('aborted by')) {
    return { sentences: [gate === undefined ? failure : `${prefix}${gate}`, ...podTroubles(standing.canaryPods).sentences] };
  }
  return podCause(standing, failure);
}

/** Pods that never became ready, or were lost. Of a promotion it is the target's own pods. */
function podCause({ canary, canaryPods, targetPods }: Standing, failure: string): Cause {
  const isPromotion = failure.startsWith('promotion failed');
  const { sentences, next } = podTroubles(isPromotion ? targetPods : canaryPods);
  const { progressDeadlineSeconds = 600 } = canary.spec;
  const hint = /deadline|waiting for rollout/.test(failure) ? `pods have ${progressDeadlineSeconds} s to come further (spec.progressDeadlineSeconds)` : undefined;
  return { sentences: [failure, ...sentences, hint], next: next.map(({ to, words }) => ({ to, command: kubectlCommand(words, canary) })) };
}

function withPrefix(prefix: string, [first, ...others]: readonly string[], otherwise: string): string[] {
  return [`${prefix}${first ?? otherwise}`, ...others];
}

function waysOut(standing: Standing): (NextStep | undefined)[] {
  const { canary, outlook } = standing;
  const isHeld = outlook?.observation.target?.held !== false;
  return [
    changeStep(standing, 'try another version'),
    isHeld ? { to: 'end the hold, with the stable template', command: canaryCommand('abort --revert', canary) } : undefined,
    isHeld ? { to: 'let it through all the same', command: canaryCommand('promote --force', canary) } : undefined,
    { to: 'see what each step measured', command: canaryCommand('status -o wide', canary) },
  ];
}
