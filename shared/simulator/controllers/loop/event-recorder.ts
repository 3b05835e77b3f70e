import type { Kube, KubeObject } from '../../../kube/kube.ts';
import { events } from '../../../kube/resources.ts';
import type { Clock } from '../../../time/clock.ts';
import { timestamp } from '../objects/timestamp.ts';

export interface EventNote {
  readonly type: 'Normal' | 'Warning';
  /** A CamelCase word. */
  readonly reason: string;
  readonly message: string;
}

interface Written {
  readonly namespace: string;
  readonly name: string;
  count: number;
}

/** So many distinct events are remembered; one that is forgotten is written anew instead of counted. */
const remembered = 4096;

/** Writes what a controller has done as Events, one after the other. The same again only raises the count, as `kubectl describe` shows it. */
export class EventRecorder {
  readonly #kube: Kube;
  readonly #clock: Clock;
  readonly #component: string;
  readonly #written = new Map<string, Written>();
  #last: Promise<void> = Promise.resolve();

  constructor({ kube, clock }: { kube: Kube; clock: Clock }, component: string) {
    this.#kube = kube;
    this.#clock = clock;
    this.#component = component;
  }

  /** Returns at once; an event that cannot be written is lost, as it never matters to what is done. */
  record(about: KubeObject, ...notes: readonly EventNote[]): void {
    for (const note of notes) {
      this.#last = this.#last.then(() => this.#write(about, note)).catch(() => undefined);
    }
  }

  /** Resolves when all that was recorded so far is written or lost. */
  async written(): Promise<void> {
    await this.#last;
  }

  async #write(about: KubeObject, note: EventNote): Promise<void> {
    const key = `${about.metadata.uid}/${note.type}/${note.reason}/${note.message}`;
    const known = this.#written.get(key);
    if (known !== undefined && (await this.#countUp(known))) {
      return;
    }
    const { namespace = 'default', name } = (await this.#kube.create(events, this.#eventOf(about, note))).metadata;
    this.#written.set(key, { namespace, name, count: 1 });
    if (this.#written.size > remembered) {
      this.#written.delete(this.#written.keys().next().value!);
    }
  }

  /** Whether the event was still there. */
  async #countUp(written: Written): Promise<boolean> {
    const { namespace, name, count } = written;
    try {
      await this.#kube.patch({ resource: events, namespace, name }, { count: count + 1, lastTimestamp: timestamp(this.#clock.now()) });
      written.count += 1;
      return true;
    } catch {
      return false;
    }
  }

  #eventOf(about: KubeObject, { type, reason, message }: EventNote): KubeObject {
    const { name, namespace, uid, resourceVersion } = about.metadata;
    const now = this.#clock.now();
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.${nanosecondsInHex(now)}`, namespace: namespace ?? 'default' },
      involvedObject: { kind: about.kind, namespace, name, uid, apiVersion: about.apiVersion, resourceVersion },
      type, reason, message,
      count: 1,
      eventTime: null,
      firstTimestamp: timestamp(now),
      lastTimestamp: timestamp(now),
      source: { component: this.#component },
      reportingComponent: this.#component,
      reportingInstance: '',
    } as KubeObject;
  }
}

/** What keeps the names of events apart: a clock finer than ours. */
function nanosecondsInHex(now: Date): string {
  return (BigInt(now.getTime()) * 1_000_000n + BigInt(Math.floor(Math.random() * 1_000_000))).toString(16);
}
