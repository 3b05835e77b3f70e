import type { Review } from './admission/review.ts';
import type { Handler, ReviewPath } from './handlers/handler.ts';
import * as handlers from './handlers/index.ts';

const known: readonly Handler[] = Object.values(handlers satisfies Record<string, Handler>);

/** The handler that answers this review, or undefined where it is none of our business. */
export function handlerFor(path: ReviewPath, review: Review): Handler | undefined {
  return known.find((handler) => handler.path === path && handler.isFor(review));
}
