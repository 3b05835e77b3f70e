/** Waits for the first of: something changed, a time has come, it is over. A change between two waits is not missed. */
export class Alarm {
  readonly #signal: AbortSignal;
  #rung = false;
  #wake: (() => void) | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.ring(), { once: true });
  }

  /** Something changed. */
  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** What changed until now is about to be looked at. */
  reset(): void {
    this.#rung = false;
  }

  /** @param until undefined: only a change or the end wakes it. */
  async wait(until: Date | undefined, now: Date): Promise<void> {
    if (this.#rung || this.#signal.aborted) {
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (until !== undefined) {
        timer = setTimeout(resolve, Math.max(0, Math.min(until.getTime() - now.getTime(), 2 ** 31 - 1)));
      }
    });
    clearTimeout(timer);
    this.#wake = undefined;
  }
}
