import type { Clock } from '../time/clock.ts';

/** Waits for the first of: something changed, a time has come, it is over. A change between two waits is not missed. */
export class Alarm {
  readonly #signal: AbortSignal;
  readonly #clock: Clock;
  #rung = false;
  #wake: (() => void) | undefined;

  constructor(signal: AbortSignal, clock: Clock) {
    this.#signal = signal;
    this.#clock = clock;
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
  async wait(until: Date | undefined): Promise<void> {
    if (this.#rung || this.#signal.aborted) {
      return;
    }
    let callOff: (() => void) | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (until !== undefined) {
        callOff = this.#clock.after(until.getTime() - this.#clock.now().getTime(), resolve);
      }
    });
    callOff?.();
    this.#wake = undefined;
  }
}
