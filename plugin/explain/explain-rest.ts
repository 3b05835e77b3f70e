import { bypassed } from '../../shared/api/annotations.ts';
import type { RolloutEntry } from '../../shared/api/canary.ts';
import type { TargetState } from '../../shared/engine/observation.ts';
import { canaryCommand, kubectlCommand } from '../command-line.ts';
import { formatMoment } from '../view/moment.ts';
import { explanation } from './explanation.ts';
import type { Explanation } from './explanation.ts';
import { targetOf, timeOf } from './standing.ts';
import type { Standing } from './standing.ts';
import { changeStep, podsText, wantedImages } from './target-sentences.ts';

/** Nothing is held: what serves, and how it came there. */
export function explainRest(standing: Standing): Explanation {
  const { canary, outlook } = standing;
  const { because, startedAt, finishedAt } = canary.status ?? {};
  const target = outlook?.observation.target;
  const isTidying = startedAt !== undefined && finishedAt === undefined;
  return explanation([
    target === undefined ? because : `nothing is held: ${targetOf(canary)} serves ${wantedImages(standing)}, ${podsText(target)} available`,
    ...(target === undefined ? [] : [pauseSentence(standing, target), openDoorSentence(standing, target), bypassSentence(standing, target)]),
    isTidying ? 'the canary\'s pods of the last rollout go as soon as the data plane has surely followed' : undefined,
    target === undefined ? undefined : because,
    lastRollout(standing),
  ], [
    target?.paused === true ? { to: 'let Kubernetes roll it out', command: kubectlCommand(`rollout resume ${targetOf(canary)}`, canary) } : undefined,
    changeStep(standing, 'try another version'),
    { to: 'see what was tried before', command: canaryCommand('history', canary) },
  ]);
}

function pauseSentence({ canary }: Standing, { paused }: TargetState): string | undefined {
  return paused ? `${targetOf(canary)} is paused by its user: Kubernetes rolls nothing out until it is resumed` : undefined;
}

/** The hold protects what serves; where nothing does, a change passes. */
function openDoorSentence({ canary }: Standing, { available, replicas, rollout }: TargetState): string | undefined {
  if (replicas === 0) {
    return `${targetOf(canary)} has no replicas, so a change would not be held`;
  }
  if (available === 0) {
    return `none of its pods is available, so a change would not be held: ${rollout.progress}`;
  }
  return rollout.complete ? undefined : `Kubernetes still rolls ${targetOf(canary)} out: ${rollout.progress}`;
}

function bypassSentence(_standing: Standing, { object, template }: TargetState): string | undefined {
  const [hash, reason] = object.metadata.annotations?.[bypassed]?.split(': ', 2) ?? [];
  return hash === template ? `it was changed without analysis, for this reason: ${reason}` : undefined;
}

const endings: Record<NonNullable<RolloutEntry['result']>, string> = {
  promoted: 'was promoted', rolledBack: 'was rolled back', aborted: 'was aborted', cancelled: 'was cancelled', replaced: 'gave way to a newer template',
};

function lastRollout({ canary, now }: Standing): string | undefined {
  const { result, endedAt, because, command } = canary.status?.rollouts?.at(-1) ?? {};
  const at = timeOf(endedAt);
  if (result === undefined || at === undefined) {
    return undefined;
  }
  const says = because === canary.status?.because || because === undefined ? '' : `: ${because}`;
  return `the last rollout ${endings[result]} at ${formatMoment(at, now)}${command === undefined || because?.includes(command.by) === true ? '' : ` by ${command.by}`}${says}`;
}
