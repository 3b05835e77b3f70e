import { isStatus } from '../../../kube/kube.ts';
import type { Clock } from '../../../time/clock.ts';

export interface WorkQueueOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Does what there is to do about a key; is tried again where it throws. */
  work(key: string): Promise<void>;
  onError(key: string, error: Error): void;
}

/** As Kubernetes' own queues pause after failures: 5 ms, 10 ms, ... up to 1000 s. */
const firstPauseMs = 5;
const longestPauseMs = 1_000_000;

/** Keys that something is to be done about: each waits once, however often it is added, and is never worked on twice at a time. */
export class WorkQueue {
  readonly #options: WorkQueueOptions;
  readonly #waiting = new Set<string>();
  readonly #working = new Map<string, Promise<void>>();
  readonly #failures = new Map<string, number>();
  readonly #timers = new Map<string, { at: number; cancel: () => void }>();
  #isOpen = false;

  constructor(options: WorkQueueOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', () => this.#timers.forEach(({ cancel }) => cancel()), { once: true });
  }

  /** From now on keys are worked on; those added before come first. */
  open(): void {
    this.#isOpen = true;
    this.#startAll();
  }

  add(key: string): void {
    this.#waiting.add(key);
    this.#startAll();
  }

  /** Adds the key when so much time of the clock has passed; the earliest of several such times counts. */
  addAfter(key: string, milliseconds: number): void {
    const { clock, signal } = this.#options;
    const at = clock.now().getTime() + milliseconds;
    const known = this.#timers.get(key);
    if (signal.aborted || (known !== undefined && known.at <= at)) {
      return;
    }
    known?.cancel();
    const wake = () => {
      this.#timers.delete(key);
      this.add(key);
    };
    this.#timers.set(key, { at, cancel: clock.after(milliseconds, wake, { unref: true }) });
  }

  /** Resolves when nothing is being worked on any more; after the signal nothing new begins. */
  async idle(): Promise<void> {
    while (this.#working.size > 0) {
      await Promise.all(this.#working.values());
    }
  }

  #startAll(): void {
    if (!this.#isOpen || this.#options.signal.aborted) {
      return;
    }
    for (const key of [...this.#waiting].filter((waiting) => !this.#working.has(waiting))) {
      this.#working.set(key, this.#work(key));
    }
  }

  async #work(key: string): Promise<void> {
    // What belongs together arrives in one go; and a key that fails at once must leave the processor to those it waits for.
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#waiting.delete(key);
    try {
      if (!this.#options.signal.aborted) {
        await this.#options.work(key);
      }
      this.#failures.delete(key);
    } catch (error) {
      this.#retry(key, error as Error);
    } finally {
      this.#working.delete(key);
    }
    this.#startAll();
  }

  /** Somebody else's write came first: the newer state is on its way, so the first retry waits for nothing. */
  #retry(key: string, error: Error): void {
    if (this.#options.signal.aborted) {
      return;
    }
    const failures = (this.#failures.get(key) ?? 0) + 1;
    this.#failures.set(key, failures);
    if (failures === 1 && isStatus(error, 409)) {
      this.#waiting.add(key);
      return;
    }
    this.#options.onError(key, error);
    this.addAfter(key, Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs));
  }
}
