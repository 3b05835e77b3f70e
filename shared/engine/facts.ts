import type { Analysis, CanaryStatus, Phase } from '../api/canary.ts';
import { parseDuration } from '../time/duration.ts';
import type { Rollout } from '../workloads/workload.ts';
import type { Action } from './decision.ts';
import type { Observation } from './observation.ts';
import { planOf } from './plan.ts';
import type { Plan } from './plan.ts';

/** An observation with the names and numbers that every decision needs. */
export interface Facts {
  readonly observation: Observation;
  readonly status: CanaryStatus;
  readonly phase: Phase;
  readonly analysis: Analysis;
  readonly plan: Plan;
  readonly now: Date;
  readonly intervalSeconds: number;
  /** Failed checks that end it. */
  readonly threshold: number;
  readonly canaryName: string;
  readonly targetName: string;
  readonly namespace: string;
  /** `podinfo.test`: the Canary as Flagger's events name it. */
  readonly name: string;
  /** `podinfo.test`: the target. */
  readonly target: string;
  /** Percent for the canary, read from the routing objects. */
  readonly weight: number;
  readonly needsSetUp: boolean;
}

/** Reads an observation once for all decisions. */
export function factsOf(observation: Observation): Facts {
  const { canary, now } = observation;
  const { analysis } = canary.spec;
  const status = canary.status ?? {};
  const namespace = canary.metadata.namespace ?? 'default';
  return {
    observation,
    status,
    phase: status.phase ?? '',
    analysis,
    plan: planOf(canary, observation.router),
    now,
    intervalSeconds: parseDuration(analysis.interval ?? '60s'),
    threshold: Math.max(1, analysis.threshold ?? 1),
    canaryName: canary.metadata.name,
    targetName: canary.spec.targetRef.name,
    namespace,
    name: `${canary.metadata.name}.${namespace}`,
    target: `${canary.spec.targetRef.name}.${namespace}`,
    weight: observation.weights?.canary ?? 0,
    needsSetUp: observation.needsSetUp,
  };
}

/** The time one interval (or so many seconds) from now, as the status writes it. */
export function inSeconds({ now }: Facts, seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString();
}

/** Whether this moment of the status has come; one that was never set has. */
export function isDue({ now }: Facts, at: string | undefined): boolean {
  return at === undefined || Date.parse(at) <= now.getTime();
}

/** When the data plane has surely followed the last change of weights. */
export function settledAt({ observation, status }: Facts): Date {
  return new Date(Date.parse(status.stepStartedAt ?? '1970-01-01T00:00:00Z') + observation.router.settleSeconds * 1000);
}

/** Traffic goes to a canary that has no pod to answer it. */
export function isCanaryLost({ observation: { canaryWorkload }, weight }: Facts): boolean {
  return weight > 0 && (canaryWorkload === undefined || canaryWorkload.replicas === 0 || (canaryWorkload.available === 0 && !canaryWorkload.rollout.complete));
}

/** When a rollout that was begun at this time has been without progress for too long. */
export function progressDeadline({ observation: { canary } }: Facts, { progressedAt }: Rollout, since: string): Date {
  const latest = Math.max(Date.parse(since), Date.parse(progressedAt ?? since));
  return new Date(latest + (canary.spec.progressDeadlineSeconds ?? 600) * 1000);
}

/** A step with nothing to write but the reason. */
export function plainly(because: string, record: Partial<CanaryStatus> = {}, events: Action['events'] = []): Pick<Action, 'because' | 'record' | 'events'> {
  return { because, record, events };
}
