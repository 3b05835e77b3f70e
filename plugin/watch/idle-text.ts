import type { CanaryView } from '../view/canary-view.ts';

/** What is waited for; undefined where something is held or under way. */
export function idleText({ isUnderWay, held, target }: Pick<CanaryView, 'isUnderWay' | 'held' | 'target'>): string | undefined {
  return !isUnderWay && held === false ? `nothing is held: waiting for a change of ${target}` : undefined;
}
