import type { Clock } from '../shared/time/clock.ts';
import { milliseconds } from './connection.ts';

/** Fires when the time of `--timeout`, or of another flag, is over; never where it was not given. @throws Failure (usage) where it is no duration. */
export function deadlineOf(clock: Clock, timeout: string | undefined, flag = '--timeout'): AbortSignal {
  const controller = new AbortController();
  if (timeout !== undefined) {
    clock.after(milliseconds(flag, timeout), () => controller.abort(), { unref: true });
  }
  return controller.signal;
}
