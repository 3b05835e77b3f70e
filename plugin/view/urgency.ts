/** Which canaries a person must see first. */
import { approvals } from './approvals.ts';
import type { CanaryView } from './canary-view.ts';

/** From what needs a human most to what needs none. */
const urgencies: readonly ((view: CanaryView) => boolean)[] = [
  ({ phase }) => phase === 'Failed',
  isAtGate,
  ({ paused }) => paused !== undefined,
  ({ phase, isUnderWay, isDriven }) => phase === 'Waiting' || (isUnderWay && isDriven === false),
  ({ isUnderWay }) => isUnderWay,
];

/** Failed, then waiting at a gate, paused, held or under way with nobody driving, under way, and the rest; each in the order they came in. */
export function mostUrgentFirst<T extends { readonly view: CanaryView }>(subjects: readonly T[]): T[] {
  return [...subjects].sort((a, b) => urgencyOf(a.view) - urgencyOf(b.view));
}

function urgencyOf(view: CanaryView): number {
  const found = urgencies.findIndex((is) => is(view));
  return found < 0 ? urgencies.length : found;
}

/** Rollouts that a gate keeps where they are. */
function isAtGate({ phase, isUnderWay, gates }: CanaryView): boolean {
  const keeps = ({ type, state }: CanaryView['gates'][number]) => state !== 'open' && approvals.includes(type);
  return phase === 'WaitingPromotion' || ((phase === 'Waiting' || isUnderWay) && gates.some(keeps));
}
