import { planOf } from '../../shared/engine/plan.ts';
import { canaryCommand, kubectlCommand } from '../command-line.ts';
import { formatMoment, formatTime } from '../view/moment.ts';
import { checkSource, failedChecks, passedChecks, unknownChecks } from './check-sentences.ts';
import { driverSentence, isLeftAlone, openCommandSentence, watchStep } from './driver-sentences.ts';
import { explanation } from './explanation.ts';
import type { Explanation, NextStep } from './explanation.ts';
import { failedGates, gateSentences, gateSteps, waitedGate } from './gate-sentences.ts';
import { podTroubles } from './pod-troubles.ts';
import { timeOf } from './standing.ts';
import type { Standing } from './standing.ts';
import { wantedImages } from './target-sentences.ts';

/** An analysis is under way: what it waits for, how far it is, and how its checks do. */
export function explainAnalysis(standing: Standing): Explanation | undefined {
  const { phase } = standing.canary.status ?? {};
  if (phase !== 'Progressing' && phase !== 'WaitingPromotion') {
    return undefined;
  }
  const { sentences, next } = explainPause(standing) ?? explainLeftAlone(standing) ?? explainGate(standing) ?? explainPods(standing) ?? explainChecks(standing);
  const driver = driverSentence(standing);
  return explanation([...sentences, shareSentence(standing), openCommandSentence(standing), sentences.includes(driver) ? undefined : driver], [
    ...next,
    next.some(({ command }) => command.includes(' canary watch ')) ? undefined : watchStep(standing),
    next.some(({ command }) => command.includes(' canary abort ')) ? undefined : { to: 'return the traffic to the stable pods', command: canaryCommand('abort', standing.canary) },
  ]);
}

function explainPause({ canary, now }: Standing): Explanation | undefined {
  const { paused, canaryWeight = 0 } = canary.status ?? {};
  const at = timeOf(paused?.at);
  return paused === undefined || at === undefined ? undefined : explanation([
    `paused by ${paused.by} at ${formatMoment(at, now)}: the traffic stays at weight ${canaryWeight}, and nothing is checked until it is resumed`,
  ], [{ to: 'go on', command: canaryCommand('resume', canary) }]);
}

/** Whatever it waits for, nobody would see it come. */
function explainLeftAlone(standing: Standing): Explanation | undefined {
  return isLeftAlone(standing) ? explanation([driverSentence(standing), standing.canary.status?.because], [watchStep(standing)]) : undefined;
}

function explainGate(standing: Standing): Explanation | undefined {
  const { canary } = standing;
  const gate = waitedGate(canary);
  return gate === undefined ? undefined : explanation([...gateSentences(standing, gate), countSentence(standing)], gateSteps(canary, gate));
}

/** The canary's pods are not as many, or not as ready, as its share needs. */
function explainPods(standing: Standing): Explanation | undefined {
  const { canary, outlook, canaryPods, now } = standing;
  const { observation, decision } = outlook ?? {};
  const workload = observation?.canaryWorkload;
  const isMade = decision?.step === 'start-canary';
  if (!isMade && (workload === undefined || workload.rollout.complete)) {
    return undefined;
  }
  const troubles = podTroubles(canaryPods);
  const until = decision?.step === 'wait' ? decision.until : undefined;
  const deadline = canary.status?.stepPassed === true || canary.status?.step === undefined ? until : undefined;
  return explanation([
    isMade ? `the canary is scaled to ${decision.replicas}` : `canary ${workload?.rollout.progress ?? 'pods are waited for'}`,
    ...troubles.sentences,
    deadline === undefined ? undefined : `without progress it is rolled back at ${formatMoment(deadline, now)}`,
  ], troubles.next.map(({ to, words }): NextStep => ({ to, command: kubectlCommand(words, canary) })));
}

function explainChecks(standing: Standing): Explanation {
  const { canary, outlook } = standing;
  const { because = '' } = canary.status ?? {};
  const failed = [...failedChecks(standing), ...failedGates(canary)];
  const unknown = unknownChecks(standing);
  const says = outlook?.decision?.step === 'wait' ? outlook.decision.because : because;
  return explanation([
    ...(failed.length > 0 ? failed : [unknown[0] ?? says]),
    ...(failed.length > 0 ? unknown : unknown.slice(1)),
    countSentence(standing),
    unknown.length === 0 ? passedChecks(standing) : checkSource(canary),
  ]);
}

/** How much more may go wrong. */
function countSentence({ canary: { spec: { analysis }, status = {} } }: Standing): string | undefined {
  const { failedChecks: failed = 0, unknownChecks: unknown = 0 } = status;
  const threshold = Math.max(1, analysis.threshold ?? 1);
  const says = [
    ...(failed > 0 ? [`${failed} failed ${failed === 1 ? 'check' : 'checks'} so far, ${threshold} end it (analysis.threshold)`] : []),
    ...(unknown > 0 ? [`${unknown} of ${analysis.maxUnknown ?? threshold} intervals in a row that could not be found out end it (analysis.maxUnknown, or threshold)`] : []),
  ];
  return says.length === 0 ? undefined : says.join('; ');
}

function shareSentence(standing: Standing): string {
  const { canary, now } = standing;
  const { step, canaryWeight = 0, stepStartedAt, nextCheckAt, paused } = canary.status ?? {};
  const since = timeOf(stepStartedAt);
  const next = timeOf(nextCheckAt);
  const check = next === undefined || paused !== undefined || next <= now ? '' : `, to be checked at ${formatTime(next, now)}`;
  return `it tries ${wantedImages(standing)}${stepText(standing, step)}: ${canaryWeight} % of the traffic is on the canary${since === undefined ? '' : ` since ${formatMoment(since, now)}`}${check}`;
}

function stepText({ outlook }: Standing, step: number | undefined): string {
  if (outlook === undefined) {
    return '';
  }
  const { steps } = planOf(outlook.observation.canary, outlook.observation.router);
  return step === undefined ? ', before its first step' : `, step ${step + 1} of ${steps.length}`;
}
