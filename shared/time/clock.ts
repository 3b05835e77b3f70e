/** The one source of time: what acts on times asks it, so that a test or a demo can let hours pass in seconds. */
export interface Clock {
  now(): Date;
  /** Calls back after so many milliseconds of this clock; returns how to call that off. Does not keep the process alive when told so. */
  after(milliseconds: number, callback: () => void, options?: { unref?: boolean }): () => void;
}

/** setTimeout takes no longer delays. */
const longestDelayMs = 2 ** 31 - 1;

/** A clock that runs so many times faster than real time, from the present on. */
export function clockAtSpeed(speed: number): Clock {
  const start = Date.now();
  return {
    now: () => new Date(start + (Date.now() - start) * speed),
    after(milliseconds, callback, { unref = false } = {}) {
      const timer = setTimeout(callback, Math.max(0, Math.min(milliseconds / speed, longestDelayMs)));
      if (unref) {
        timer.unref();
      }
      return () => clearTimeout(timer);
    },
  };
}

export const realTime: Clock = clockAtSpeed(1);
