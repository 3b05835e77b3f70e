import { canaryCommand, kubectlCommand } from '../command-line.ts';
import { formatMoment } from '../view/moment.ts';
import { driverSentence, isLeftAlone, openCommandSentence, watchStep } from './driver-sentences.ts';
import { explanation } from './explanation.ts';
import type { Explanation } from './explanation.ts';
import { podTroubles } from './pod-troubles.ts';
import { targetOf, timeOf } from './standing.ts';
import type { Standing } from './standing.ts';

/** The change was let through: how far Kubernetes is with it, or why it goes back. */
export function explainPromotion(standing: Standing): Explanation | undefined {
  const { phase } = standing.canary.status ?? {};
  if (phase === 'Promoting') {
    return explainRolling(standing);
  }
  return phase === 'Finalising' ? explainReturn(standing) : undefined;
}

function explainRolling(standing: Standing): Explanation {
  const { canary, outlook, targetPods, now } = standing;
  const { failure, because, canaryWeight = 0, phaseStartedAt } = canary.status ?? {};
  const target = outlook?.observation.target;
  const decision = outlook?.decision;
  const troubles = target?.rollout.complete === true ? { sentences: [], next: [] } : podTroubles(targetPods);
  const until = decision?.step === 'wait' && target?.paused !== true ? decision.until : undefined;
  const since = timeOf(phaseStartedAt);
  return explanation([
    isLeftAlone(standing) ? driverSentence(standing) : undefined,
    failure ?? (decision?.step === 'wait' ? decision.because : because),
    ...troubles.sentences,
    until === undefined ? undefined : `without progress its stable template is applied again at ${formatMoment(until, now)}`,
    because === failure || because === decision?.because ? undefined : because,
    since === undefined ? undefined : `Kubernetes rolls ${targetOf(canary)} out since ${formatMoment(since, now)}`,
    canaryWeight > 0 ? `meanwhile ${canaryWeight} % of the traffic stays on the canary, which runs the same template` : undefined,
    openCommandSentence(standing),
    isLeftAlone(standing) ? undefined : driverSentence(standing),
  ], [
    ...(target?.paused === true ? [{ to: 'let Kubernetes go on', command: kubectlCommand(`rollout resume ${targetOf(canary)}`, canary) }] : []),
    ...troubles.next.map(({ to, words }) => ({ to, command: kubectlCommand(words, canary) })),
    watchStep(standing),
    failure === undefined ? { to: 'go back to the stable template', command: canaryCommand('abort', canary) } : undefined,
  ]);
}

function explainReturn(standing: Standing): Explanation {
  const { canary, now } = standing;
  const { canaryWeight = 0, because, nextCheckAt } = canary.status ?? {};
  const next = timeOf(nextCheckAt);
  return explanation([
    because ?? `${targetOf(canary)} is promoted: the traffic returns to it`,
    `${canaryWeight} % of the traffic is still on the canary${next === undefined || next <= now ? '' : `, and less at ${formatMoment(next, now)}`} (analysis.stepWeightPromotion)`,
    driverSentence(standing),
  ], [watchStep(standing)]);
}
