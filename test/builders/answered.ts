import type { Canary } from '../../shared/api/canary.ts';
import { parseReview } from '../../webhook/admission/review.ts';
import { renderReview } from '../../webhook/admission/response.ts';
import type { Answer, Handler } from '../../webhook/handlers/handler.ts';
import { aReview } from './a-review.ts';
import type { ReviewOptions } from './a-review.ts';
import { FakeKube } from './fake-kube.ts';

const noon = new Date('2026-01-01T12:00:00Z');

/** What a handler answers to a review, with these Canaries in its sight. */
export async function answered(handler: Handler, review: ReviewOptions, { canaries = [], kube = new FakeKube() }: { canaries?: readonly Canary[]; kube?: FakeKube } = {}): Promise<Answer> {
  const parsed = parseReview(JSON.stringify(aReview(review)));
  if (!handler.isFor(parsed)) {
    throw new Error(`${handler.name} is not for ${parsed.operation} of ${parsed.kind}`);
  }
  return await handler.answer(parsed, { canaries: () => canaries, kube, now: () => noon });
}

/** The answer as the API server gets it, with the patch decoded: lines for a golden file. */
export function shownAnswer({ response, verdict }: Answer): string[] {
  const decode = (key: string, value: unknown): unknown => (key === 'patch' ? JSON.parse(Buffer.from(String(value), 'base64').toString('utf8')) : value);
  return JSON.stringify({ verdict, ...renderReview('uid', response) }, decode, 2).split('\n');
}
