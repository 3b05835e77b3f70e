/**
 * Carries one Canary on until its rollout has ended: looks, takes the lease when there is something to do, acts, and looks again when
 * anything changes or a time comes. Several drivers may run for one Canary; one of them acts.
 */
import { Failure } from '../errors.ts';
import { ApiError, Unreachable, isNamespaceTerminating, isStatus } from '../kube/kube.ts';
import type { Kube, OwnerReference } from '../kube/kube.ts';
import type { Canary } from '../api/canary.ts';
import { httpFor } from '../kube/service-proxy.ts';
import { realTime } from '../time/clock.ts';
import type { Clock } from '../time/clock.ts';
import { act, flush, look } from './advance.ts';
import type { Advancement } from './advance.ts';
import { Alarm } from './alarm.ts';
import type { Decision } from './decision.ts';
import { createLease, leaseName } from './lease.ts';
import type { DriverLease } from './lease.ts';
import type { Observation } from './observation.ts';
import { isUnderWay } from './phases.ts';
import { openSources } from './sources.ts';

export interface DriveOptions {
  readonly kube: Kube;
  readonly namespace: string;
  readonly name: string;
  /** Names this driver in the Lease. */
  readonly identity: string;
  /** The person or service account it acts for. */
  readonly user: string;
  readonly host: 'operator' | 'cluster';
  readonly signal: AbortSignal;
  /** Start the analysis of a newly held template, or leave that to another. */
  readonly begin: boolean;
  /** With no rollout under way: end at once, wait for one and end with it, or stay for ever. */
  readonly idle: 'end' | 'await' | 'stay';
  readonly leaseSeconds?: number | undefined;
  readonly clock?: Clock;
  onChange?(observation: Observation, decision: Decision): void;
  /** A request failed; it is tried again. */
  onTrouble?(error: Error): void;
}

export interface DriveResult {
  readonly outcome: 'promoted' | 'rolledBack' | 'aborted' | 'nothingToDo' | 'stopped' | 'deleted';
  readonly because: string;
}

const retrySeconds = 2;

const stopped: DriveResult = { outcome: 'stopped', because: 'stopped' };

/** @throws Failure where there is no such Canary or this user may not drive it. */
export async function drive(options: DriveOptions): Promise<DriveResult> {
  const { kube, namespace, name, identity, user, host, begin, signal, clock = realTime } = options;
  const stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  const alarm = new Alarm(ended, clock);
  let lease: DriverLease | undefined;
  try {
    const sources = await openSources({ kube, namespace, name, signal: ended, onChange: () => alarm.ring() });
    const advancement: Advancement = { kube, sources, http: httpFor(kube, { namespace }), now: () => clock.now(), pending: {}, driver: { identity, user, host, begins: begin } };
    const follow = new Following(options);
    while (!signal.aborted) {
      alarm.reset();
      const seen = look(advancement);
      if (seen === undefined) {
        return { outcome: 'deleted', because: `canary ${name} is removed` };
      }
      const { observation, decision } = seen;
      options.onChange?.(observation, decision);
      const result = follow.result(observation, decision);
      if (result !== undefined) {
        return result;
      }
      lease ??= createLease({ kube, namespace, name: leaseName(name), identity, leaseSeconds: options.leaseSeconds, owner: ownerOf(observation.canary), clock });
      const until = await attempt(options, () => move(advancement, lease!, observation, decision));
      if (until !== 'again') {
        await alarm.wait(until);
      }
    }
    return stopped;
  } catch (error) {
    if (signal.aborted) {
      return stopped;
    }
    throw error;
  } finally {
    await lease?.release().catch(() => undefined);
    stop.abort();
  }
}

/** Does what is to be done and says until when to wait; `again` where there may be more to do at once. */
async function move(advancement: Advancement, lease: DriverLease, observation: Observation, decision: Decision): Promise<Date | undefined | 'again'> {
  if (decision.step === 'wait' || decision.step === 'leave') {
    return await rest(advancement, lease, observation, decision);
  }
  if (!(await acquireOrLetGo(advancement, lease, observation))) {
    return lease.other?.until;
  }
  await act(advancement, observation, decision);
  return 'again';
}

/** Where the whole namespace goes there is nothing to put back, nor can a Lease be made: the finalizer must not keep it. */
async function acquireOrLetGo(advancement: Advancement, lease: DriverLease, observation: Observation): Promise<boolean> {
  try {
    return await lease.acquire();
  } catch (error) {
    if (observation.canary.metadata.deletionTimestamp === undefined || !isNamespaceTerminating(error)) {
      throw error;
    }
    await act(advancement, observation, { step: 'remove-finalizer', because: 'its namespace is being deleted', record: {}, events: [] });
    return false;
  }
}

/** Between steps the lease is kept; with no rollout under way it is given back. */
async function rest(advancement: Advancement, lease: DriverLease, observation: Observation, decision: Extract<Decision, { step: 'wait' | 'leave' }>): Promise<Date | undefined> {
  if (lease.isHeld()) {
    await flush(advancement, observation, decision.because);
  }
  if (decision.step === 'leave') {
    return await leave(advancement, lease, observation, decision.because);
  }
  if (decision.resting === true && lease.isHeld()) {
    await lease.release();
  }
  return decision.until;
}

const announceAfterSeconds = 2;

/** A held change that nobody has begun to analyse after a moment is shown in the status. */
async function leave(advancement: Advancement, lease: DriverLease, observation: Observation, because: string): Promise<Date | undefined> {
  const { canary, now } = observation;
  if (canary.status?.phase === 'Waiting' && canary.status.because === because) {
    await lease.release();
    return undefined;
  }
  advancement.leftSince ??= now;
  const due = new Date(advancement.leftSince.getTime() + announceAfterSeconds * 1000);
  if (due > now || !(await lease.acquire())) {
    return lease.other?.until ?? due;
  }
  advancement.leftSince = undefined;
  await act(advancement, observation, { step: 'note', because, record: { phase: 'Waiting' }, events: [{ type: 'Normal', reason: 'Held', text: because }] });
  return new Date(now.getTime());
}

/** A conflict or a short outage is no end: the next look decides anew. What this user may never do is. */
async function attempt(options: DriveOptions, run: () => Promise<Date | undefined | 'again'>): Promise<Date | undefined | 'again'> {
  try {
    return await run();
  } catch (error) {
    if (isStatus(error, 409)) {
      return new Date((options.clock ?? realTime).now().getTime() + 100);
    }
    const isFinal = error instanceof Failure || (error instanceof ApiError && [401, 403].includes(error.code));
    if (isFinal && options.idle !== 'stay') {
      throw error instanceof ApiError ? new Failure('refused', error.message, { next: 'ask for the ClusterRole kubectl-canary-operator', cause: error }) : error;
    }
    if (!(error instanceof ApiError || error instanceof Unreachable || error instanceof Failure)) {
      throw error;
    }
    options.onTrouble?.(error);
    return new Date((options.clock ?? realTime).now().getTime() + retrySeconds * 1000);
  }
}

function ownerOf({ apiVersion, kind, metadata: { name, uid = '' } }: Canary): OwnerReference {
  return { apiVersion, kind, name, uid };
}

/** Notices when the rollout that is being followed has ended. */
class Following {
  readonly idle: DriveOptions['idle'];
  sawRollout = false;

  constructor({ idle }: Pick<DriveOptions, 'idle'>) {
    this.idle = idle;
  }

  result({ canary, target }: Observation, decision: Decision): DriveResult | undefined {
    const { phase, because = '', command, startedAt, finishedAt } = canary.status ?? {};
    this.sawRollout ||= isUnderWay(phase) || (startedAt !== undefined && finishedAt === undefined);
    if (this.idle === 'stay' || decision.step !== 'wait' || decision.resting !== true || canary.metadata.deletionTimestamp !== undefined) {
      return undefined;
    }
    const failedStill = phase === 'Failed' && target?.held === true;
    if (!this.sawRollout && !failedStill) {
      return this.idle === 'end' ? { outcome: 'nothingToDo', because: decision.because } : undefined;
    }
    if (phase === 'Succeeded') {
      return { outcome: 'promoted', because };
    }
    const byHand = (command?.verb === 'abort' || command?.verb === 'revert') && (startedAt === undefined || command.at >= startedAt);
    return { outcome: byHand || phase === 'Initialized' ? 'aborted' : 'rolledBack', because };
  }
}
