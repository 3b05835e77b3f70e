import type { Kube } from '../../../kube/kube.ts';
import { events } from '../../../kube/resources.ts';
import type { Clock } from '../../../time/clock.ts';
import { timestamp } from '../../controllers/objects/timestamp.ts';
import type { Pod } from './pod.ts';

export interface ContainerEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

interface Written {
  readonly namespace: string;
  readonly name: string;
  count: number;
}

/** An event that comes again and again is counted so often, and from then on no more than once in so long: probes fail every second. */
const freeCounts = 25;
const sparePauseMs = 300_000;

/** Writes the kubelet's Events about containers, one after the other. The same again only raises its count. */
export class EventRecorder {
  readonly #kube: Kube;
  readonly #clock: Clock;
  readonly #nodeName: string;
  readonly #written = new Map<string, Written>();
  /** How often, and when last, something was worth an event. */
  readonly #seen = new Map<string, { count: number; at: number }>();
  #last: Promise<void> = Promise.resolve();

  constructor({ kube, clock, nodeName }: { kube: Kube; clock: Clock; nodeName: string }) {
    this.#kube = kube;
    this.#clock = clock;
    this.#nodeName = nodeName;
  }

  /** Returns at once; an event that cannot be written is lost, as it never matters to what is done. */
  record(pod: Pod, container: string, event: ContainerEvent): void {
    const key = `${pod.metadata.uid}/${container}/${event.reason}/${event.message}`;
    if (this.#isWorthIt(key)) {
      this.#last = this.#last.then(() => this.#write(key, pod, container, event)).catch(() => undefined);
    }
  }

  /** Resolves when all that was recorded so far is written or lost. */
  async recorded(): Promise<void> {
    await this.#last;
  }

  /** The pod is gone. */
  forget({ metadata: { uid } }: Pod): void {
    for (const key of [...this.#seen.keys()].filter((each) => each.startsWith(`${uid}/`))) {
      this.#seen.delete(key);
      this.#written.delete(key);
    }
  }

  #isWorthIt(key: string): boolean {
    const now = this.#clock.now().getTime();
    const { count, at } = this.#seen.get(key) ?? { count: 0, at: now };
    if (count >= freeCounts && now - at < sparePauseMs) {
      return false;
    }
    this.#seen.set(key, { count: count + 1, at: now });
    return true;
  }

  async #write(key: string, pod: Pod, container: string, event: ContainerEvent): Promise<void> {
    const known = this.#written.get(key);
    if (known !== undefined) {
      known.count += 1;
      await this.#kube.patch({ resource: events, namespace: known.namespace, name: known.name }, { count: known.count, lastTimestamp: timestamp(this.#clock.now()) });
      return;
    }
    const object = this.#eventOf(pod, container, event);
    await this.#kube.create(events, object);
    this.#written.set(key, { namespace: object.metadata.namespace, name: object.metadata.name, count: 1 });
  }

  #eventOf({ metadata: { name, namespace = 'default', uid, resourceVersion } }: Pod, container: string, { type, reason, message }: ContainerEvent) {
    const now = this.#clock.now();
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.${nanosecondsInHex(now)}`, namespace },
      involvedObject: { apiVersion: 'v1', kind: 'Pod', name, namespace, uid, resourceVersion, fieldPath: `spec.containers{${container}}` },
      type, reason, message,
      count: 1,
      eventTime: null,
      firstTimestamp: timestamp(now),
      lastTimestamp: timestamp(now),
      source: { component: 'kubelet', host: this.#nodeName },
      reportingComponent: 'kubelet',
      reportingInstance: this.#nodeName,
    };
  }
}

/** What keeps the names of events apart: a clock finer than ours. */
function nanosecondsInHex(now: Date): string {
  return (BigInt(now.getTime()) * 1_000_000n + BigInt(Math.floor(Math.random() * 1_000_000))).toString(16);
}
