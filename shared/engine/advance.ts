import type { Canary } from '../api/canary.ts';
import type { Kube, KubeObject } from '../kube/kube.ts';
import type { Http } from '../kube/service-proxy.ts';
import { announce } from './announce.ts';
import { decide } from './decide.ts';
import type { Action, Decision } from './decision.ts';
import type { Observation } from './observation.ts';
import { observe } from './observe.ts';
import { record, withRecord } from './record.ts';
import type { StatusRecord } from './record.ts';
import { runStep } from './run-step.ts';
import type { Sources } from './sources.ts';
import type { StepContext, StepOutcome } from './steps/step.ts';

/** Who acts, and from where. */
export interface Driver {
  readonly identity: string;
  readonly user: string;
  readonly host: 'operator' | 'cluster';
  /** Whether it starts analyses by itself; a standby only carries on. */
  readonly begins: boolean;
}

/** One canary as one driver moves it on. */
export interface Advancement {
  readonly kube: Kube;
  readonly sources: Sources;
  readonly http: Http;
  readonly driver: Driver;
  readonly now: () => Date;
  /** What is known but not written down yet; see StepOutcome.later. Losing it costs one step done again. */
  pending: StatusRecord;
  /** When a standby first saw a held change that it does not begin. */
  leftSince?: Date | undefined;
}

/** Observes, and chooses what is next. Reads caches only. */
export function look({ sources, driver, now, pending }: Advancement): { observation: Observation; decision: Decision } | undefined {
  const canary = sources.canary;
  if (canary === undefined) {
    return undefined;
  }
  const current = Object.keys(pending).length === 0 ? canary : { ...canary, status: withRecord(canary.status ?? {}, pending) };
  const observation = observe(sources, current, { now: now(), begins: driver.begins, finalizes: driver.host === 'cluster' });
  return { observation, decision: decide(observation) };
}

/**
 * Runs the step and writes down what came of it. Throws what the API server refuses; a conflict means that the cluster moved on, and that
 * the next look decides anew.
 */
export async function act(advancement: Advancement, observation: Observation, action: Action): Promise<void> {
  let { canary } = observation;
  const { kube, sources, driver, now } = advancement;
  const accept = (object: KubeObject) => {
    sources.accept(object);
    if (object.kind === canary.kind && object.metadata.uid === canary.metadata.uid) {
      canary = { ...canary, metadata: object.metadata };
    }
  };
  const context: StepContext = { kube, observation, canary, now, http: advancement.http, accept, finalizes: driver.host === 'cluster' };
  const outcome = await runStep(context, action);
  if (action.step === 'remove-finalizer') {
    return;
  }
  const changes = { ...advancement.pending, ...(outcome.refused === true ? {} : action.record), ...outcome.record };
  if (outcome.later === true) {
    advancement.pending = changes;
  } else {
    await write(advancement, { canary, changes, because: outcome.because ?? action.because });
  }
  await tell(advancement, canary, action, outcome);
}

/** Writes down what is pending, when nothing else is to be done. */
export async function flush(advancement: Advancement, { canary }: Observation, because: string): Promise<void> {
  if (Object.keys(advancement.pending).length > 0) {
    await write(advancement, { canary, changes: advancement.pending, because });
  }
}

/** What is pending is part of `canary.status` already: it is compared with, and sent over, what the cluster has. */
async function write(advancement: Advancement, { canary, changes, because }: { canary: Canary; changes: StatusRecord; because: string }): Promise<void> {
  const { kube, sources, driver, now } = advancement;
  const stored: Canary = { ...canary, ...(sources.canary?.status === undefined ? {} : { status: sources.canary.status }) };
  if (sources.canary?.status === undefined) {
    delete (stored as { status?: unknown }).status;
  }
  const known = stored.status?.driver;
  const since = known?.identity === driver.identity ? known.since : now().toISOString();
  const recorded = await record(kube, stored, { ...changes, driver: { identity: driver.identity, host: driver.host, user: driver.user, since } }, { because, now: now() });
  advancement.pending = {};
  sources.accept(recorded as unknown as KubeObject);
}

async function tell({ kube, http, now }: Advancement, canary: Canary, action: Action, outcome: StepOutcome): Promise<void> {
  const events = [...(outcome.events ?? []), ...(outcome.refused === true ? [] : action.events)];
  await announce({ kube, canary, http, events, now: now() });
}
