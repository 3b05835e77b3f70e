import type { Clock } from '../time/clock.ts';

/** However fast the clock runs: what has to be computed takes its real time. */
const usualPatienceMs = 2000;

/** Aborts when so many milliseconds of the clock are over, and as many real ones as are needed to compute an answer, unless it is lifted before. */
export function timeLimit(clock: Clock, milliseconds: number, leastPatienceMs = usualPatienceMs): { readonly signal: AbortSignal; lift(): void } {
  const limit = new AbortController();
  const begin = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    timer = setTimeout(() => limit.abort(), Math.max(0, begin + leastPatienceMs - performance.now()));
  };
  const callOff = clock.after(milliseconds, end, { unref: true });
  return {
    signal: limit.signal,
    lift() {
      callOff();
      clearTimeout(timer);
    },
  };
}
