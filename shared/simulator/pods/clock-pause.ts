import type { Clock } from '../../time/clock.ts';

/** Waits so many milliseconds of the clock, or until the signal says that it is over. */
export function pauseByClock(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || milliseconds <= 0) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const end = () => {
      callOff();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const callOff = clock.after(milliseconds, end, { unref: true });
    signal.addEventListener('abort', end, { once: true });
  });
}
