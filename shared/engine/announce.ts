import type { Canary } from '../api/canary.ts';
import { callEventGates } from '../gates/call-gates.ts';
import { writeEvent } from '../kube/events.ts';
import type { Kube, KubeObject } from '../kube/kube.ts';
import type { Http } from '../kube/service-proxy.ts';
import type { EventText } from './decision.ts';

/** Tells the world: Kubernetes Events on the Canary, and the Canary's event gates. What cannot be told never stops a rollout. */
export async function announce({ kube, canary, http, events, now }: { kube: Kube; canary: Canary; http: Http; events: readonly EventText[]; now: Date }): Promise<void> {
  await Promise.allSettled(events.flatMap((event) => [
    writeEvent(kube, canary as unknown as KubeObject, event, now),
    callEventGates({ kube, canary, fetch: http, event, now }),
  ]));
}
