import { createHash } from 'node:crypto';
import type { Canary, Webhook } from '../api/canary.ts';
import type { GatePayload } from './gate.ts';

/** What happened, for gates of type `event`. */
export interface GateEvent {
  readonly type: 'Normal' | 'Warning';
  readonly text: string;
}

/** The body that a gate receives. `phase` where it is not the status' own: a rollout that is ending tells how it ends. */
export function payloadOf(canary: Canary, webhook: Webhook, { phase = canary.status?.phase ?? '' }: { phase?: string } = {}): GatePayload {
  const { name, namespace = 'default' } = canary.metadata;
  return { name, namespace, phase, checksum: checksumOf(canary), metadata: { ...webhook.metadata } };
}

/** The body that an event gate receives; its own metadata do not go over what happened. */
export function eventPayloadOf(canary: Canary, webhook: Webhook, { event, now }: { event: GateEvent; now: Date }): GatePayload {
  const payload = payloadOf(canary, webhook);
  return { ...payload, metadata: { ...payload.metadata, eventMessage: event.text, eventType: event.type, timestamp: String(now.getTime()) } };
}

/** Names the revision under analysis: the same for all calls about one, another for the next. */
function checksumOf({ status = {} }: Canary): string {
  return createHash('sha256').update(JSON.stringify([status.lastAppliedSpec ?? '', status.trackedConfigs ?? {}])).digest('hex').slice(0, 16);
}
