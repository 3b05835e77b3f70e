import type { Observation } from '../../shared/engine/observation.ts';
import type { DangerousVerb } from './screen-state.ts';

/** What a command that cannot be taken back will do, before it is given. */
export function consequence(verb: DangerousVerb, { canary: { metadata: { name }, spec: { targetRef } }, target, weights }: Pick<Observation, 'canary' | 'target' | 'weights'>): string {
  const title = `${targetRef.kind.toLowerCase()}/${targetRef.name}`;
  if (verb === 'promote') {
    return `promote ${name} now: the hold of ${title} is released and its ${pods(target?.replicas)} roll, whatever checks are still to come`;
  }
  if (target?.held !== true) {
    return `abort ${name}: ${title} goes back to its stable template`;
  }
  return (weights?.canary ?? 0) > 0
    ? `abort ${name}: all traffic returns to the ${pods(target.available, 'stable ')}, and the change stays held`
    : `abort ${name}: the canary ends, and the change stays held`;
}

function pods(count: number | undefined, which = ''): string {
  return count === undefined ? `${which}pods` : `${count} ${which}${count === 1 ? 'pod' : 'pods'}`;
}
