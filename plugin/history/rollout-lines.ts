import { formatDuration } from '../../shared/time/duration.ts';
import { columns } from '../view/columns.ts';
import { imageChange } from './image-change.ts';
import type { PastRollout } from './past-rollouts.ts';

/** For people: a row per rollout, cut at the width there is. */
export function rolloutLines(rollouts: readonly PastRollout[], width: number): string[] {
  return columns(['STARTED', 'DURATION', 'RESULT', 'CHANGE', 'BY', 'BECAUSE'], rollouts.map((rollout) => [...rowStart(rollout), imageChange(rollout.from, rollout.to), byText(rollout), rollout.because ?? '']), width);
}

/** The same with whole images, all who had a part in it, and the template's hash. Never cut. */
export function wideRolloutLines(rollouts: readonly PastRollout[]): string[] {
  const rows = rollouts.map((rollout) => [...rowStart(rollout), imagesText(rollout.from), imagesText(rollout.to), rollout.template, rollout.startedBy ?? '<none>', rollout.drivenBy ?? '<none>', commandText(rollout) ?? '<none>', rollout.because ?? '']);
  return columns(['STARTED', 'DURATION', 'RESULT', 'FROM', 'TO', 'TEMPLATE', 'STARTEDBY', 'DRIVENBY', 'COMMAND', 'BECAUSE'], rows, Infinity);
}

/** Times are in UTC, as the cluster's own. */
function rowStart({ startedAt, seconds, result }: PastRollout): string[] {
  return [startedAt.slice(0, 19).replace('T', ' '), formatDuration(seconds), result];
}

function imagesText(images: PastRollout['to']): string {
  return images === undefined ? '<unknown>' : Object.values(images).join(',');
}

/** Who began it, and who ended it where that was a person's doing. */
function byText(rollout: PastRollout): string {
  return [rollout.startedBy ?? '<none>', commandText(rollout)].filter(Boolean).join('; ');
}

function commandText({ command }: PastRollout): string | undefined {
  return command === undefined ? undefined : `${command.verb} by ${command.by}`;
}
