/** Pauses between attempts that double from one to the next, as the kubelet takes them before it pulls or starts again. */
export interface BackOff {
  readonly pauseMs: number;
  /** Milliseconds since 1970. */
  readonly grownAt: number;
}

const firstPauseMs = 10_000;
const longestPauseMs = 300_000;

/** The pause before the attempt after the next; it begins anew after twice the longest one without a failure. */
export function grown(before: BackOff | undefined, now: number): BackOff {
  const isForgotten = before === undefined || now - before.grownAt > 2 * longestPauseMs;
  return { pauseMs: isForgotten ? firstPauseMs : Math.min(before.pauseMs * 2, longestPauseMs), grownAt: now };
}

/** How long to wait before another attempt; `failedAt` is when the last one failed. Nothing before the first time that it has grown. */
export function remainingMs(backOff: BackOff | undefined, failedAt: number, now: number): number {
  return backOff === undefined ? 0 : Math.max(0, failedAt + backOff.pauseMs - now);
}

/** The pause as Go writes durations: `10s`, `1m20s`, `5m0s`. */
export function describePause({ pauseMs }: BackOff): string {
  const seconds = pauseMs / 1000;
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}
