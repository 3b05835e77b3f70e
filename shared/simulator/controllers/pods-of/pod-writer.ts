import type { Cache } from '../../../kube/cache.ts';
import { isNamespaceTerminating, referenceOf } from '../../../kube/kube.ts';
import type { Kube, KubeObject } from '../../../kube/kube.ts';
import { pods } from '../../../kube/resources.ts';
import type { Clock } from '../../../time/clock.ts';
import type { EventNote, EventRecorder } from '../loop/event-recorder.ts';
import { isTerminating } from '../objects/pod.ts';
import type { Pod } from '../objects/pod.ts';
import { timestamp } from '../objects/timestamp.ts';

/** How events tell of pods that were made or deleted. */
export interface PodNotes {
  done(verb: PodVerb, pod: Pod): EventNote;
  failed(verb: PodVerb, pod: Pod, why: string): EventNote;
}

export type PodVerb = 'create' | 'delete';

export interface PodWriterOptions {
  readonly kube: Kube;
  readonly clock: Clock;
  readonly events: EventRecorder;
  readonly notes?: PodNotes;
}

/** Makes and deletes the pods of an owner, tells of it, and remembers both until the watch shows them: nobody decides twice on what is under way. */
export class PodWriter {
  readonly #options: PodWriterOptions;
  readonly #notes: PodNotes;
  /** Uids of pods that were deleted, but are not seen so yet. */
  readonly #leaving = new Set<string>();

  constructor(options: PodWriterOptions) {
    this.#options = options;
    this.#notes = options.notes ?? podNotes;
  }

  /** To be called for each change of a pod. */
  seen(pod: Pod, change: 'set' | 'gone'): void {
    if (change === 'gone' || isTerminating(pod)) {
      this.#leaving.delete(pod.metadata.uid ?? '');
    }
  }

  /** The pods as they really are: those that were deleted show it before the watch does. */
  asKnown(known: readonly Pod[]): Pod[] {
    const now = timestamp(this.#options.clock.now());
    return known.map((pod) => (this.#leaving.has(pod.metadata.uid ?? '') ? { ...pod, metadata: { ...pod.metadata, deletionTimestamp: now } } : pod));
  }

  /** Undefined in a namespace that is being deleted, where nothing can be made. @throws ApiError */
  async create(owner: KubeObject, pod: Pod, cache: Cache<Pod>): Promise<Pod | undefined> {
    const { kube, events } = this.#options;
    try {
      const created = await kube.create(pods, pod);
      cache.accept(created);
      events.record(owner, this.#notes.done('create', created));
      return created;
    } catch (error) {
      if (isNamespaceTerminating(error)) {
        return undefined;
      }
      events.record(owner, this.#notes.failed('create', pod, (error as Error).message));
      throw error;
    }
  }

  /** Deletes this very pod, not one of the same name that came after it. @throws ApiError */
  async delete(owner: KubeObject, pod: Pod): Promise<void> {
    const { kube, events } = this.#options;
    const { uid = '' } = pod.metadata;
    this.#leaving.add(uid);
    try {
      await kube.delete(referenceOf(pods, pod), { uid });
      events.record(owner, this.#notes.done('delete', pod));
    } catch (error) {
      this.#leaving.delete(uid);
      events.record(owner, this.#notes.failed('delete', pod, (error as Error).message));
      throw error;
    }
  }
}

const podNotes: PodNotes = {
  done: (verb, { metadata: { name } }) => (verb === 'create'
    ? { type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${name}` }
    : { type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${name}` }),
  failed: (verb, _pod, why) => (verb === 'create'
    ? { type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${why}` }
    : { type: 'Warning', reason: 'FailedDelete', message: `Error deleting: ${why}` }),
};
