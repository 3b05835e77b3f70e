/** One call of a gate: POST, and what its answer means. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Webhook } from '../api/canary.ts';
import { Unreachable } from '../kube/kube.ts';
import type { HttpResponse } from '../kube/kube.ts';
import type { Http } from '../kube/service-proxy.ts';
import { parseDuration } from '../time/duration.ts';
import type { GateAnswer, GatePayload } from './gate.ts';

export interface GateCallContext {
  readonly fetch: Http;
  /** Waits between two tries; tests do not. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

const defaultTimeout = '10s';
const firstPauseMs = 1000;
const longestPauseMs = 30_000;
const longestReason = 300;

/** Calls a gate, again where it was not reached or was busy, as often as its `retries` say. Never throws for what a gate may do. */
export async function callGate(webhook: Webhook, payload: GatePayload, { fetch, sleep = pause }: GateCallContext): Promise<GateAnswer> {
  const tries = 1 + (webhook.retries ?? 0);
  for (let attempt = 1; ; attempt += 1) {
    const { answer, final } = await callOnce(webhook, payload, fetch);
    if (final || attempt >= tries) {
      return answer;
    }
    await sleep(Math.min(firstPauseMs * 2 ** (attempt - 1), longestPauseMs));
  }
}

async function callOnce(webhook: Webhook, payload: GatePayload, fetch: Http): Promise<{ answer: GateAnswer; final: boolean }> {
  const { name: gate, url, timeout = defaultTimeout, disableTLS = false } = webhook;
  try {
    const response = await fetch(url, { method: 'POST', body: payload, timeoutMs: parseDuration(timeout) * 1000, insecureSkipVerify: disableTLS, headers: { 'Content-Type': 'application/json' } });
    return { answer: answerOf(gate, response), final: !isPassing(response.status) };
  } catch (error) {
    if (error instanceof Unreachable || error instanceof RangeError) {
      return { answer: { kind: 'unknown', gate, reason: error.message }, final: error instanceof RangeError };
    }
    throw error;
  }
}

function answerOf(gate: string, { status, text }: HttpResponse): GateAnswer {
  if (status >= 200 && status <= 202) {
    return { kind: 'open', gate };
  }
  const body = text.replaceAll(/\s+/g, ' ').trim();
  return { kind: 'closed', gate, reason: body === '' ? `HTTP ${status}` : body.slice(0, longestReason) };
}

/** Answers that may be another the next time: too many requests, and failures of the server but for "not implemented". */
function isPassing(status: number): boolean {
  return status === 429 || (status >= 500 && status !== 501);
}
