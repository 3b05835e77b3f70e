import { amountOf } from '../objects/int-or-percent.ts';
import type { Deployment } from '../objects/workloads.ts';

/** What a Deployment asks for, worked out in numbers. */
export interface Settings {
  readonly replicas: number;
  readonly isRolling: boolean;
  /** Pods that may be there beyond `replicas`. */
  readonly maxSurge: number;
  /** Pods that may be missing from `replicas`. */
  readonly maxUnavailable: number;
  readonly minReadySeconds: number;
  /** Undefined where progress is not watched. */
  readonly deadlineSeconds: number | undefined;
  /** Undefined where all old ReplicaSets are kept. */
  readonly historyLimit: number | undefined;
}

/** What the API server's default stands for where a field is not set; this number means that there is none. */
const none = 2 ** 31 - 1;
const defaultShare = '25%';

/** The settings of a Deployment. Surge is rounded up, what may be missing down; where both come to nothing, one may be missing. */
export function settingsOf({ spec }: Deployment): Settings {
  const { replicas = 1, minReadySeconds = 0, progressDeadlineSeconds = 600, revisionHistoryLimit = 10 } = spec;
  const isRolling = spec.strategy?.type !== 'Recreate';
  const { maxSurge = defaultShare, maxUnavailable = defaultShare } = spec.strategy?.rollingUpdate ?? {};
  const surge = isRolling ? amountOf(maxSurge, replicas, 'up') : 0;
  const missing = isRolling && replicas > 0 ? amountOf(maxUnavailable, replicas, 'down') : 0;
  return {
    replicas, isRolling, minReadySeconds,
    maxSurge: surge,
    maxUnavailable: isRolling && replicas > 0 && surge === 0 && missing === 0 ? 1 : Math.min(missing, replicas),
    deadlineSeconds: progressDeadlineSeconds === none ? undefined : progressDeadlineSeconds,
    historyLimit: revisionHistoryLimit === none ? undefined : revisionHistoryLimit,
  };
}
