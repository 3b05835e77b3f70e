import { setTimeout as pause } from 'node:timers/promises';

export interface Load {
  readonly requestsPerSecond: number;
  readonly durationSeconds: number;
  readonly signal: AbortSignal;
  /** Sends one request; never throws. */
  send(): Promise<void>;
}

/** Requests under way at once. One more is left out, so that a slow service is not buried, and we neither. */
const mostUnderWay = 100;

/** Sends requests at an even rate, whether or not earlier ones were answered; returns how many it left out as too many were under way. */
export async function sendLoad({ requestsPerSecond, durationSeconds, signal, send }: Load): Promise<number> {
  const total = Math.max(1, Math.round(requestsPerSecond * durationSeconds));
  const underWay = new Set<Promise<void>>();
  const startedAt = performance.now();
  let leftOut = 0;
  for (let sent = 0; sent < total && !signal.aborted; sent += 1) {
    const dueInMs = (sent * 1000) / requestsPerSecond - (performance.now() - startedAt);
    if (dueInMs > 0) {
      await pause(dueInMs, undefined, { signal }).catch(() => undefined);
    }
    if (signal.aborted) {
      break;
    }
    if (underWay.size >= mostUnderWay) {
      leftOut += 1;
      await pause(0);
      continue;
    }
    const request = send().finally(() => underWay.delete(request));
    underWay.add(request);
  }
  await Promise.all(underWay);
  return leftOut;
}
