import type { Canary, CanaryStatus } from '../api/canary.ts';
import type { GateType } from '../gates/gate.ts';

/** The names of a Canary's gates of this type; a webhook without a type is a rollout gate. */
export function gateNames(canary: Canary, type: GateType): string[] {
  return (canary.spec.analysis.webhooks ?? []).filter((webhook) => (webhook.type || 'rollout') === type).map(({ name }) => name);
}

/** Whether there are gates of this type to ask. */
export function hasGates(canary: Canary, type: GateType): boolean {
  return gateNames(canary, type).length > 0;
}

/** Whether all gates of this type have opened in this rollout. */
export function areOpen(canary: Canary, status: CanaryStatus, type: GateType): boolean {
  return gateNames(canary, type).every((name) => status.gates?.some((gate) => gate.name === name && gate.type === type && gate.state === 'open'));
}
