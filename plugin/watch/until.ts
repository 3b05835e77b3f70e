/** Where a person wants to stop watching: `promoted`, `paused`, or `weight=30`. Pure. */
import { Failure } from '../../shared/errors.ts';
import type { CanaryView } from '../view/canary-view.ts';

export interface Until {
  /** As typed. */
  readonly text: string;
  isReached(view: Pick<CanaryView, 'weight' | 'paused' | 'isUnderWay' | 'phase'>): boolean;
}

/** @throws Failure (usage) where it is none of them. */
export function parseUntil(text: string): Until {
  if (text === 'promoted') {
    // A watch ends with the rollout anyway, and its exit code says how.
    return { text, isReached: () => false };
  }
  if (text === 'paused') {
    return { text, isReached: ({ paused, isUnderWay }) => isUnderWay && paused !== undefined };
  }
  const percent = Number(/^weight=(\d{1,3})%?$/.exec(text)?.[1]);
  if (percent >= 1 && percent <= 100) {
    return { text, isReached: ({ weight, isUnderWay }) => isUnderWay && weight >= percent };
  }
  throw new Failure('usage', `--until: expected promoted, paused or a weight from 1 to 100, got "${text}"`, { next: 'write it such as --until weight=30' });
}
