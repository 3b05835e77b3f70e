import { setTimeout as pause } from 'node:timers/promises';
import type { HttpRequest, HttpResponse } from './kube.ts';
import type { Wire } from './wire.ts';

const tries = 5;
const longestPauseSeconds = 5;

/**
 * Like the wire's own `exchange`, but comes back when the API server is too busy to look at the request (429) and says when to: it does so under load,
 * and while it sets up what a new definition needs. kubectl does the same.
 * @throws Unreachable where there was no answer.
 */
export async function exchangePatiently(wire: Wire, path: string, request: HttpRequest): Promise<HttpResponse> {
  for (let tried = 1; ; tried += 1) {
    const response = await wire.exchange(path, request);
    const seconds = Number(response.headers['retry-after'] ?? NaN);
    if (response.status !== 429 || Number.isNaN(seconds) || tried === tries) {
      return response;
    }
    await pause(Math.min(seconds, longestPauseSeconds) * 1000, undefined, request.signal === undefined ? {} : { signal: request.signal }).catch(() => undefined);
  }
}
