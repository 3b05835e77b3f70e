import type { Canary, CanaryStatus } from '../api/canary.ts';
import type { GateType } from '../gates/gate.ts';
import { gatesOf } from '../gates/gates-of.ts';

/** Whether there are gates of this type to ask. */
export function hasGates(canary: Canary, type: GateType): boolean {
  return gatesOf(canary, type).length > 0;
}

/** Whether all gates of this type have opened in this rollout. */
export function areOpen(canary: Canary, status: CanaryStatus, type: GateType): boolean {
  return gatesOf(canary, type).every(({ name }) => status.gates?.some((gate) => gate.name === name && gate.type === type && gate.state === 'open'));
}
