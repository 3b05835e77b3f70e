import { internalError } from '../../api-server/api-status.ts';
import type { Attributes } from '../attributes.ts';
import { CallFailure } from './call-failure.ts';
import type { CallWebhook } from './call-webhook.ts';
import { denialOf, readResponse, reviewOf } from './review.ts';
import type { ReviewResponse } from './review.ts';
import { assertDryRunSupported } from './webhook.ts';
import type { Webhook } from './webhook.ts';

export interface Question {
  readonly webhook: Webhook;
  /** As the request was sent, and as the webhook's rules have matched it. */
  readonly original: Attributes;
  readonly matched: Attributes;
}

/**
 * Asks a webhook, and does with the response what `use` does. Undefined where it could not be asked, or `use` has thrown a CallFailure, and
 * that is to be ignored. @throws ApiStatus where the request is denied, or must not pass a webhook that could not be asked.
 */
export async function ask<T>({ webhook, original, matched }: Question, call: CallWebhook, { mayPatch, use }: { mayPatch: boolean; use(response: ReviewResponse): T }): Promise<T | undefined> {
  assertDryRunSupported(webhook, original);
  const review = reviewOf(original, matched);
  try {
    const response = readResponse(await call(webhook, review), review, mayPatch);
    for (const warning of response.warnings ?? []) {
      original.warn(warning);
    }
    if (response.allowed !== true) {
      throw denialOf(webhook.name, response);
    }
    return use(response);
  } catch (error) {
    if (!(error instanceof CallFailure)) {
      throw error;
    }
    if (webhook.failurePolicy === 'Ignore') {
      return undefined;
    }
    throw internalError(`failed calling webhook "${webhook.name}": ${error.message}`);
  }
}
