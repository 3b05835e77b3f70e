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
import type { Sources } from './sources.ts';

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
  const open = () => openSources({ kube, namespace, name, signal: ended, onChange: () => alarm.ring() });
  const telling = new Set<Promise<void>>();
  let lease: DriverLease | undefined;
  try {
    const sources = await open();
    lease = createLease({ kube, namespace, name: leaseName(name), identity, leaseSeconds: options.leaseSeconds, owner: ownerOf(sources.canary), clock });
    const advancement: Advancement = { kube, sources, http: httpFor(kube, { namespace }), now: () => clock.now(), pending: undefined, telling, driver: { identity, user, host, begins: begin } };
    return await moveOn(advancement, { options, lease, alarm, open });
  } catch (error) {
    if (signal.aborted) {
      return stopped;
    }
    throw error;
  } finally {
    await lease?.release().catch(() => undefined);
    await Promise.all(telling);
    stop.abort();
  }
}

interface Journey {
  readonly options: DriveOptions;
  readonly lease: DriverLease;
  readonly alarm: Alarm;
  open(): Promise<Sources>;
}

/** Until the rollout that is followed has ended, or the signal says so. */
async function moveOn(advancement: Advancement, { options, lease, alarm, open }: Journey): Promise<DriveResult> {
  const follow = new Following(options);
  let last: Decision | undefined;
  while (!options.signal.aborted) {
    alarm.reset();
    if (advancement.sources.isOutdated) {
      await alarm.wait(await attempt(options, () => reopen(advancement, open)));
      continue;
    }
    const seen = look(advancement);
    if (seen === undefined) {
      return { outcome: 'deleted', because: `canary ${options.name} is removed` };
    }
    const { observation, decision } = seen;
    options.onChange?.(observation, decision);
    const result = follow.result(observation, decision);
    if (result !== undefined) {
      return result;
    }
    const until = await attempt(options, () => move(advancement, lease, observation, decision));
    if (until !== 'again' || isSame(last, decision)) {
      await alarm.wait(until === 'again' ? inAMoment(options) : until);
    }
    last = decision;
  }
  return stopped;
}

/** The Canary names other objects than before. @returns when to look at them. */
async function reopen(advancement: Advancement, open: () => Promise<Sources>): Promise<Date> {
  const { sources } = advancement;
  advancement.sources = await open();
  sources.close();
  return advancement.now();
}

/** The same step twice in a row has not brought about what it is for: the API server drops what we write, or somebody takes it back at once. */
function isSame(last: Decision | undefined, { step, because }: Decision): boolean {
  return last?.step === step && last.because === because;
}

function inAMoment({ clock = realTime }: DriveOptions): Date {
  return new Date(clock.now().getTime() + retrySeconds * 1000);
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

/** A held change that nobody has begun to analyse after a moment is shown in the status. Why the one before it failed is not a reason against it. */
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
  await act(advancement, observation, { step: 'note', because, record: { phase: 'Waiting', failure: undefined }, events: [{ type: 'Normal', reason: 'Held', text: because }] });
  return new Date(now.getTime());
}

/** A conflict or a short outage is no end: the next look decides anew, as soon as what was in conflict has come. What this user may never do is. */
async function attempt<T>(options: DriveOptions, run: () => Promise<T>): Promise<T | Date> {
  try {
    return await run();
  } catch (error) {
    if (isStatus(error, 409)) {
      return inAMoment(options);
    }
    const isFinal = error instanceof Failure || (error instanceof ApiError && [401, 403].includes(error.code));
    if (isFinal && options.idle !== 'stay') {
      throw error instanceof ApiError ? new Failure('refused', error.message, { next: 'ask for the ClusterRole kubectl-canary-operator', cause: error }) : error;
    }
    if (!(error instanceof ApiError || error instanceof Unreachable || error instanceof Failure)) {
      throw error;
    }
    options.onTrouble?.(error);
    return inAMoment(options);
  }
}

function ownerOf(canary: Canary | undefined): OwnerReference | undefined {
  return canary === undefined ? undefined : { apiVersion: canary.apiVersion, kind: canary.kind, name: canary.metadata.name, uid: canary.metadata.uid ?? '' };
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
    const isAtRest = (decision.step === 'wait' && decision.resting === true) || (decision.step === 'leave' && this.idle === 'end');
    if (this.idle === 'stay' || !isAtRest || canary.metadata.deletionTimestamp !== undefined) {
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
