import { canaryCommand, kubectlCommand } from '../command-line.ts';
import { beginnerSentence, driverSentence, isLeftAlone, openCommandSentence, watchStep } from './driver-sentences.ts';
import { explanation } from './explanation.ts';
import type { Explanation } from './explanation.ts';
import { gateSentences, gateSteps, waitedGate } from './gate-sentences.ts';
import { targetOf } from './standing.ts';
import type { Standing } from './standing.ts';
import { holdSentence } from './target-sentences.ts';

/** A change is held, and its analysis has not begun. */
export function explainHold(standing: Standing): Explanation | undefined {
  const { canary, outlook } = standing;
  const isHeld = outlook?.observation.target?.held ?? canary.status?.phase === 'Waiting';
  if (!isHeld) {
    return undefined;
  }
  return explainUsersPause(standing) ?? explainGate(standing) ?? explanation([
    holdSentence(standing) ?? canary.status?.because,
    openCommandSentence(standing),
    beginnerSentence(standing),
    failureBefore(standing),
  ], [
    { ...watchStep(standing), to: 'analyse and promote it' },
    { to: 'see what would change', command: canaryCommand('diff', canary) },
    { to: 'give it up, with the stable template', command: canaryCommand('abort --revert', canary) },
  ]);
}

/** Another template is held than the one that failed. */
function failureBefore({ canary: { status } }: Standing): string | undefined {
  return status?.phase === 'Failed' && status.failure !== undefined ? `what was tried before it has failed: ${status.failure}` : undefined;
}

function explainUsersPause(standing: Standing): Explanation | undefined {
  const { canary, outlook } = standing;
  return outlook?.observation.target?.pausedByUser !== true ? undefined : explanation([
    `${targetOf(canary)} was paused by its user before it was changed: its analysis begins when that pause ends`,
    holdSentence(standing),
  ], [{ to: 'let the analysis begin', command: kubectlCommand(`rollout resume ${targetOf(canary)}`, canary) }]);
}

function explainGate(standing: Standing): Explanation | undefined {
  const gate = standing.canary.status?.phase === 'Waiting' ? waitedGate(standing.canary) : undefined;
  return gate === undefined ? undefined : explanation([
    ...gateSentences(standing, gate),
    holdSentence(standing),
    driverSentence(standing),
  ], [...gateSteps(standing.canary, gate), isLeftAlone(standing) ? watchStep(standing) : undefined]);
}
