import { finalizer } from '../../shared/api/annotations.ts';
import { canaryCommand } from '../command-line.ts';
import { formatMoment } from '../view/moment.ts';
import { driverSentence, isLeftAlone } from './driver-sentences.ts';
import { explanation } from './explanation.ts';
import type { Explanation } from './explanation.ts';
import { timeOf } from './standing.ts';
import type { Standing } from './standing.ts';

/** It is being deleted: what is still to be put back, and who does it. */
export function explainRemoval(standing: Standing): Explanation | undefined {
  const { canary: { metadata, status }, canary, outlook, now } = standing;
  const since = timeOf(metadata.deletionTimestamp);
  if (since === undefined) {
    return undefined;
  }
  const others = (metadata.finalizers ?? []).filter((each) => each !== finalizer);
  const isAlone = metadata.finalizers?.includes(finalizer) === true && isLeftAlone(standing);
  return explanation([
    `it is being deleted since ${formatMoment(since, now)}`,
    outlook?.decision?.because ?? status?.because,
    isAlone ? 'it stays until everything is put back, which nobody does just now' : undefined,
    isAlone ? driverSentence(standing) : undefined,
    others.length === 0 ? undefined : `it is also kept by ${others.join(', ')}, which somebody else has to take off`,
  ], [{ to: isAlone ? 'put everything back from here' : 'see it happen', command: canaryCommand('delete', canary) }]);
}
