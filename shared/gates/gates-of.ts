import type { Canary, Webhook } from '../api/canary.ts';
import type { GateType } from './gate.ts';

/** The gates of this type, in the order they are asked; a webhook without a type is a rollout gate. */
export function gatesOf({ spec }: Canary, type: GateType): Webhook[] {
  return (spec.analysis.webhooks ?? []).filter((webhook) => (webhook.type || 'rollout') === type);
}
