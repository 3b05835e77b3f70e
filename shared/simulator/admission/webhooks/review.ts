/** The AdmissionReview that is sent to a webhook, and what its answer says. */
import { randomUUID } from 'node:crypto';
import { ApiStatus } from '../../api-server/api-status.ts';
import type { StatusDetails } from '../../api-server/api-status.ts';
import { requestOf } from '../admission-request.ts';
import type { AdmissionRequest } from '../admission-request.ts';
import type { Attributes } from '../attributes.ts';
import { CallFailure } from './call-failure.ts';

const apiVersion = 'admission.k8s.io/v1';
const kind = 'AdmissionReview';

export interface Review {
  readonly apiVersion: string;
  readonly kind: string;
  readonly request: AdmissionRequest & { readonly object: unknown; readonly oldObject: unknown };
}

export interface ReviewResponse {
  readonly uid?: string;
  readonly allowed?: boolean;
  readonly status?: { readonly code?: number; readonly reason?: string; readonly message?: string; readonly details?: StatusDetails };
  /** In base64. */
  readonly patch?: string;
  readonly patchType?: string;
  readonly warnings?: readonly string[];
}

/** `matched` is the request as the webhook's rules have matched it. */
export function reviewOf(original: Attributes, matched: Attributes): Review {
  return { kind, apiVersion, request: { ...requestOf(original, matched, randomUUID()), object: matched.object ?? null, oldObject: matched.oldObject ?? null } };
}

/** The response in an answer, checked as far as it must be before it is believed. @throws CallFailure */
export function readResponse(answer: unknown, { request }: Review, mayPatch: boolean): ReviewResponse {
  const { apiVersion: version = '', kind: given = '', response } = (typeof answer === 'object' && answer !== null ? answer : {}) as { apiVersion?: string; kind?: string; response?: ReviewResponse };
  if (version !== apiVersion || given !== kind) {
    throw new CallFailure(`failed to call webhook: no kind "${given}" is registered for version "${version}"`);
  }
  const why = whyInvalid(response, request.uid, mayPatch);
  if (why !== undefined) {
    throw new CallFailure(`received invalid webhook response: ${why}`);
  }
  return response!;
}

function whyInvalid(response: ReviewResponse | undefined, uid: string, mayPatch: boolean): string | undefined {
  if (response === undefined || response === null) {
    return 'webhook response was absent';
  }
  if (response.uid !== uid) {
    return `expected response.uid="${uid}", got "${response.uid ?? ''}"`;
  }
  const [hasPatch, hasType] = [(response.patch ?? '') !== '', response.patchType !== undefined];
  if (!mayPatch) {
    return hasPatch ? 'validating webhook may not return response.patch' : hasType ? 'validating webhook may not return response.patchType' : undefined;
  }
  if (hasPatch && !hasType) {
    return 'webhook returned response.patch but not response.patchType';
  }
  return hasType && !hasPatch ? 'webhook returned response.patchType but not response.patch' : undefined;
}

/** What the client is told of a denial, in the webhook's own words. */
export function denialOf(webhook: string, { status: { code = 0, reason = '', message = '', details } = {} }: ReviewResponse): ApiStatus {
  const why = message === '' ? reason : message;
  return new ApiStatus(Math.max(400, code), reason, `admission webhook "${webhook}" denied the request${why === '' ? ' without explanation' : `: ${why}`}`, details);
}
