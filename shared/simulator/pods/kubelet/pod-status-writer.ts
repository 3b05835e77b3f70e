import { isDeepStrictEqual } from 'node:util';
import { isStatus } from '../../../kube/kube.ts';
import type { Kube } from '../../../kube/kube.ts';
import { pods } from '../../../kube/resources.ts';
import type { Clock } from '../../../time/clock.ts';
import { pauseByClock } from '../clock-pause.ts';
import type { Pod, PodStatus } from './pod.ts';

export interface StatusWriting {
  readonly kube: Kube;
  readonly clock: Clock;
  /** Ends it: the pod is gone. */
  readonly signal: AbortSignal;
  /** As it is known just now. */
  pod(): Pod;
  /** As it is to be. */
  status(): PodStatus;
  accept(written: Pod): void;
}

const retryMs = 1000;

/** Keeps the status of one pod as it should be: writes it where it has changed, one write at a time, and again where a write fails. */
export class PodStatusWriter {
  readonly #writing: StatusWriting;
  #isWanted = false;
  #current: Promise<void> | undefined;

  constructor(writing: StatusWriting) {
    this.#writing = writing;
  }

  /** Something may have changed. */
  wake(): void {
    this.#isWanted = true;
    this.#current ??= this.#writeAll().finally(() => (this.#current = undefined));
  }

  /** Resolves when all is written, or the pod is gone. */
  async written(): Promise<void> {
    await this.#current;
  }

  async #writeAll(): Promise<void> {
    const { clock, signal } = this.#writing;
    while (this.#isWanted && !signal.aborted) {
      // What belongs together comes in one go.
      await new Promise((resolve) => setImmediate(resolve));
      this.#isWanted = false;
      if (!(await this.#write())) {
        this.#isWanted = true;
        await pauseByClock(clock, retryMs, signal);
      }
    }
  }

  /** Whether there is nothing left to write. */
  async #write(): Promise<boolean> {
    const { kube, pod, status, accept, signal } = this.#writing;
    const { metadata, status: known } = pod();
    const wanted = status();
    if (signal.aborted || isDeepStrictEqual(known, wanted)) {
      return true;
    }
    const { name, namespace = '', uid } = metadata;
    try {
      accept(await kube.patch<Pod>({ resource: pods, namespace, name }, { metadata: { uid }, status: wanted }, { subresource: 'status' }));
      return true;
    } catch (error) {
      return isStatus(error, 404) || isStatus(error, 409);
    }
  }
}
