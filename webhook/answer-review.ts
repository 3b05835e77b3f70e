import type { Clock } from '../shared/time/clock.ts';
import { allowed, errored } from './admission/response.ts';
import type { Review } from './admission/review.ts';
import type { Answer, Handler, Sight } from './handlers/handler.ts';

/** The API server waits for 2 s at /mutate: before that it has an answer of ours, which says more than a time-out. */
export const deadlineMs = 1500;

export interface AnswerOptions {
  readonly handler: Handler | undefined;
  readonly sight: Sight;
  readonly clock: Clock;
  log(line: string): void;
}

/** The answer to a review, whatever happens: a handler that fails or is late is answered for. */
export async function answerReview(review: Review, { handler, sight, clock, log }: AnswerOptions): Promise<Answer> {
  if (handler === undefined) {
    return { response: allowed(), verdict: 'allowed' };
  }
  const { promise: late, reject } = Promise.withResolvers<never>();
  const callOff = clock.after(deadlineMs, () => reject(new Error(`no answer within ${deadlineMs / 1000} s`)));
  try {
    return await Promise.race([late, (async () => handler.answer(review, sight))()]);
  } catch (error) {
    log(`${handler.name} failed on ${review.operation} of ${review.kind} ${review.name}.${review.namespace}: ${(error as Error).stack ?? String(error)}`);
    return failed(handler, error as Error);
  } finally {
    callOff();
  }
}

function failed({ name, failsOpen }: Handler, { message }: Error): Answer {
  const next = failsOpen ? 'the policies of kubectl-canary decide' : 'apply again in a moment; where that does not help, see the log of deployment/webhook';
  return { response: errored(`kubectl-canary's ${name} failed (${message}): ${next}`, { failsOpen }), verdict: 'errored' };
}
