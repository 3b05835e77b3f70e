import type { Kube, KubeObject } from './kube.ts';
import { events } from './resources.ts';

export interface EventNote {
  readonly type: 'Normal' | 'Warning';
  /** A distinct CamelCase word. */
  readonly reason: string;
  readonly text: string;
}

/** Writes one core/v1 Event about an object. Its loss never stops a rollout, so the caller decides what a failure means. */
export async function writeEvent(kube: Kube, about: KubeObject, { type, reason, text }: EventNote, now: Date): Promise<void> {
  const { name, namespace = 'default', uid, resourceVersion } = about.metadata;
  const at = now.toISOString();
  await kube.create(events, {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${now.getTime().toString(16)}${Math.floor(Math.random() * 0xfffff).toString(16).padStart(5, '0')}`, namespace },
    involvedObject: { apiVersion: about.apiVersion, kind: about.kind, name, namespace, uid, resourceVersion },
    type, reason,
    message: text.slice(0, 1024),
    count: 1,
    firstTimestamp: `${at.slice(0, -5)}Z`,
    lastTimestamp: `${at.slice(0, -5)}Z`,
    source: { component: 'kubectl-canary' },
  } as KubeObject);
}
