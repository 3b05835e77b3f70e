import { isDeepStrictEqual } from 'node:util';
import type { Canary, CanaryStatus } from '../api/canary.ts';
import type { Kube, KubeObject } from '../kube/kube.ts';
import type { Http } from '../kube/service-proxy.ts';
import { containerImages } from '../workloads/container-images.ts';
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
  sources: Sources;
  readonly http: Http;
  readonly driver: Driver;
  readonly now: () => Date;
  /** What is known but not written down yet, on top of which status; see StepOutcome.later. Losing it costs one step done again. */
  pending: { readonly record: StatusRecord; readonly on: CanaryStatus | undefined } | undefined;
  /** What is being told. No rollout waits for that, only the end of its driver. */
  readonly telling: Set<Promise<void>>;
  /** When a standby first saw a held change that it does not begin. */
  leftSince?: Date | undefined;
}

/** Observes, and chooses what is next. Reads caches only. */
export function look(advancement: Advancement): { observation: Observation; decision: Decision } | undefined {
  const { sources, driver, now } = advancement;
  const canary = sources.canary;
  if (canary === undefined) {
    return undefined;
  }
  forgetStale(advancement, canary);
  const { pending } = advancement;
  const current = pending === undefined ? canary : { ...canary, status: withRecord(canary.status ?? {}, pending.record) };
  const observation = observe(sources, current, { now: now(), begins: driver.begins, finalizes: driver.host === 'cluster' });
  return { observation, decision: decide(observation) };
}

/** Another driver has written meanwhile: what we know is about a step that may be long over. */
function forgetStale(advancement: Advancement, { status }: Canary): void {
  if (advancement.pending !== undefined && !isDeepStrictEqual(advancement.pending.on, status)) {
    advancement.pending = undefined;
  }
}

/**
 * Runs the step and writes down what came of it. Throws what the API server refuses; a conflict means that the cluster moved on, and that
 * the next look decides anew.
 */
export async function act(advancement: Advancement, observation: Observation, action: Action): Promise<void> {
  let { canary } = observation;
  const { kube, sources, driver, now } = advancement;
  const on = sources.canary?.status;
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
  const changes = { ...advancement.pending?.record, ...(outcome.refused === true ? {} : action.record), ...outcome.record };
  if (outcome.later === true) {
    advancement.pending = { record: changes, on };
  } else {
    await write(advancement, { observation, canary, changes, because: outcome.because ?? action.because });
  }
  const telling = tell(advancement, canary, action, outcome).finally(() => advancement.telling.delete(telling));
  advancement.telling.add(telling);
}

/** Writes down what is pending, when nothing else is to be done. */
export async function flush(advancement: Advancement, observation: Observation, because: string): Promise<void> {
  if (advancement.pending !== undefined) {
    await write(advancement, { observation, canary: observation.canary, changes: advancement.pending.record, because });
  }
}

/** What is pending is part of `canary.status` already: it is compared with, and sent over, what the cluster has. */
async function write(advancement: Advancement, { observation, canary, changes, because }: { observation: Observation; canary: Canary; changes: StatusRecord; because: string }): Promise<void> {
  const { kube, sources, driver, now } = advancement;
  const stored: Canary = { ...canary, ...(sources.canary?.status === undefined ? {} : { status: sources.canary.status }) };
  if (sources.canary?.status === undefined) {
    delete (stored as { status?: unknown }).status;
  }
  const known = stored.status?.driver;
  const since = known?.identity === driver.identity ? known.since : now().toISOString();
  const recorded = await record(kube, stored, { ...changes, driver: { identity: driver.identity, host: driver.host, user: driver.user, since } }, { because, now: now(), images: imagesOf(observation) });
  advancement.pending = undefined;
  sources.accept(recorded as unknown as KubeObject);
}

function imagesOf({ kind, target }: Observation): Record<string, string> | undefined {
  return target === undefined ? undefined : containerImages(kind.template(target.object));
}

async function tell({ kube, http, now }: Advancement, canary: Canary, action: Action, outcome: StepOutcome): Promise<void> {
  const events = [...(outcome.events ?? []), ...(outcome.refused === true ? [] : action.events)];
  await announce({ kube, canary, http, events, now: now() });
}
