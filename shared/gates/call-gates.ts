import type { Canary } from '../api/canary.ts';
import type { Kube } from '../kube/kube.ts';
import { httpFor } from '../kube/service-proxy.ts';
import { callGate } from './call-gate.ts';
import type { GateCallContext } from './call-gate.ts';
import type { GateAnswer, GateType } from './gate.ts';
import { gatesOf } from './gates-of.ts';
import { eventPayloadOf, payloadOf } from './payload.ts';
import type { GateEvent } from './payload.ts';

/** How gates are called: over `kube`, as service-proxy.ts decides, unless a test brings its own `fetch`. */
export interface GateContext extends Partial<GateCallContext> {
  readonly kube: Kube;
  readonly canary: Canary;
}

export interface GatesQuestion extends GateContext {
  readonly type: Exclude<GateType, 'event'>;
  /** Where it is not the status' own. */
  readonly phase?: string;
}

/**
 * Asks the gates of a type one after another, and no further than the first that settles it: one that is not open, or, for rollback
 * gates, which ask for a rollback by opening, the first that is. The answers are of those that were asked.
 */
export async function callGates({ type, phase, canary, ...context }: GatesQuestion): Promise<GateAnswer[]> {
  const answers: GateAnswer[] = [];
  const call = contextOf(canary, context);
  for (const webhook of gatesOf(canary, type)) {
    const answer = await callGate(webhook, payloadOf(canary, webhook, phase === undefined ? {} : { phase }), call);
    answers.push(answer);
    if ((answer.kind === 'open') === (type === 'rollback')) {
      break;
    }
  }
  return answers;
}

/** Tells all event gates what happened, at once. Their answers change nothing, so it never throws. */
export async function callEventGates({ event, now, canary, ...context }: GateContext & { event: GateEvent; now: Date }): Promise<GateAnswer[]> {
  const call = contextOf(canary, context);
  const results = await Promise.allSettled(gatesOf(canary, 'event').map((webhook) => callGate(webhook, eventPayloadOf(canary, webhook, { event, now }), call)));
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

function contextOf({ metadata }: Canary, { kube, fetch, sleep }: Omit<GateContext, 'canary'>): GateCallContext {
  return { fetch: fetch ?? httpFor(kube, { namespace: metadata.namespace ?? 'default' }), ...(sleep === undefined ? {} : { sleep }) };
}
