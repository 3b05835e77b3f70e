/**
 * The contract of a handler: one member per question that the API server may ask us, listed with one line in `index.ts`. At most one
 * handler answers a review; a review that none is for is none of our business, and goes on.
 */
import type { Canary } from '../../shared/api/canary.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import type { AdmissionResponse } from '../admission/response.ts';
import type { Review } from '../admission/review.ts';

export type ReviewPath = '/mutate' | '/validate';

/** What handlers may look at. */
export interface Sight {
  /** All Canaries of the cluster, from a watch: a review waits for no call. */
  canaries(): readonly Canary[];
  /** For checks that need objects which are not watched, and for what is told after the answer. */
  readonly kube: Kube;
  now(): Date;
}

export interface Answer {
  readonly response: AdmissionResponse;
  /** One word for the metrics: `held`, `allowed`, `denied` ... */
  readonly verdict: string;
  /** Done after the answer is on its way, and never in a dry run. Its failure is logged and changes nothing. */
  readonly afterwards?: () => Promise<void>;
}

export interface Handler {
  /** The file's name, for metrics and messages. */
  readonly name: string;
  readonly path: ReviewPath;
  /** Whether the change goes on where this handler fails or is late: true where the policies check the same again. */
  readonly failsOpen: boolean;
  isFor(review: Review): boolean;
  answer(review: Review, sight: Sight): Answer | Promise<Answer>;
}
