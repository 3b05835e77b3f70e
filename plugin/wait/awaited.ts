/** What may be waited for, and whether it has come. Pure. */
import { heldTemplate } from '../../shared/api/annotations.ts';
import type { Canary } from '../../shared/api/canary.ts';
import { isUnderWay } from '../../shared/engine/phases.ts';
import type { Outcome } from '../../shared/errors.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { waitedGate } from '../explain/gate-sentences.ts';

/** `ended`: promoted or not; `started`: a rollout is under way; `waiting`: at a gate, or paused. */
export const awaitables = ['ended', 'promoted', 'started', 'waiting'] as const;
export type Awaitable = (typeof awaitables)[number];

export interface Look {
  readonly canary: Canary;
  /** Undefined where it is not there, or may not be read. */
  readonly target: KubeObject | undefined;
  /** A rollout was seen under way or about to begin since the waiting began. */
  readonly sawRollout: boolean;
}

type Standing = 'pending' | 'underWay' | 'atRest' | 'promoted' | 'rolledBack' | 'aborted';

/** The outcome, where what is waited for has come; undefined where it has not. */
export function reached(until: Awaitable, look: Look): Outcome | undefined {
  const standing = standingOf(look);
  switch (until) {
    case 'ended':
      return standing === 'atRest' ? restOutcome(look) : outcomes[standing];
    case 'promoted':
      return standing === 'promoted' || (standing === 'atRest' && !look.sawRollout) ? 'promoted' : undefined;
    case 'started':
      return standing === 'underWay' ? 'promoted' : undefined;
    case 'waiting':
      return isRollout(look) && (look.canary.status?.paused !== undefined || waitedGate(look.canary) !== undefined) ? 'promoted' : undefined;
  }
}

/** A rollout is under way, or waits for its begin. */
export function isRollout(look: Omit<Look, 'sawRollout'>): boolean {
  return ['pending', 'underWay'].includes(standingOf(look));
}

const outcomes: Partial<Record<Standing, Outcome>> = { promoted: 'promoted', rolledBack: 'rolledBack', aborted: 'aborted' };

/** A rollout that leaves the stable template in place was called off; without one there was nothing to wait for. */
function restOutcome({ sawRollout }: Look): Outcome {
  return sawRollout ? 'aborted' : 'promoted';
}

function standingOf({ canary: { status = {} }, target }: Omit<Look, 'sawRollout'>): Standing {
  const { phase = '', lastAppliedSpec, rollouts = [] } = status;
  const held = target?.metadata.annotations?.[heldTemplate];
  if (isUnderWay(phase)) {
    return 'underWay';
  }
  // The webhook holds a change before any driver has seen it, so the phase may still tell of the rollout before.
  if (held !== undefined && !(phase === 'Failed' && held === lastAppliedSpec)) {
    return 'pending';
  }
  switch (phase) {
    case 'Succeeded':
      return 'promoted';
    case 'Initialized':
      return 'atRest';
    case 'Failed':
      return rollouts.at(-1)?.result === 'aborted' ? 'aborted' : 'rolledBack';
    case 'Terminating':
    case 'Terminated':
      return 'aborted';
    default:
      return 'pending';
  }
}
