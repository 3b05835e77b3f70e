import type { Canary, CanaryStatus, Condition } from '../api/canary.ts';
import { promotedCondition } from './phases.ts';

/**
 * The conditions of a status: `Promoted` as Flagger has it, and those that kstatus (sigs.k8s.io/cli-utils) reads: `Ready`, `Reconciling`,
 * `Stalled`. A condition keeps its transition time while its status stays.
 */
export function conditionsOf(before: CanaryStatus, after: CanaryStatus, canary: Canary, at: string): Condition[] {
  const phase = after.phase === undefined || after.phase === '' ? 'Initializing' : after.phase;
  const { status, message } = promotedCondition[phase];
  const isReady = phase === 'Initialized' || phase === 'Succeeded';
  const message_ = after.because ?? message;
  const wanted: Omit<Condition, 'lastTransitionTime' | 'lastUpdateTime'>[] = [
    { type: 'Promoted', status, reason: phase, message },
    { type: 'Ready', status: isReady ? 'True' : 'False', reason: phase, message: message_ },
    { type: 'Reconciling', status: isReady || phase === 'Failed' ? 'False' : 'True', reason: phase, message: message_ },
    { type: 'Stalled', status: phase === 'Failed' ? 'True' : 'False', reason: phase, message: message_ },
  ];
  const observedGeneration = canary.metadata.generation ?? 0;
  return wanted.map((condition) => {
    const known = before.conditions?.find(({ type }) => type === condition.type);
    const lastTransitionTime = known?.status === condition.status ? known.lastTransitionTime ?? at : at;
    return { ...condition, observedGeneration, lastTransitionTime, lastUpdateTime: at };
  });
}
