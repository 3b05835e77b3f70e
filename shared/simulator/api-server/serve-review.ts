import type { Cluster } from './cluster.ts';
import { decodeBody } from './decode-body.ts';
import type { ParsedResource } from './parse-path.ts';
import type { ApiRequest, ApiResponse, User } from './request.ts';
import { methodNotAllowed } from './api-status.ts';
import { review, reviewKindOf } from './reviews.ts';

/** Whether the path is that of a question to the API server itself: who am I, may I. */
export function isReview({ group, plural, name }: ParsedResource): boolean {
  return name === '' && reviewKindOf(group, plural) !== undefined;
}

/** Answers it; nothing is stored. @throws ApiStatus */
export function serveReview({ store, accounts }: Cluster, { group, plural, namespace }: ParsedResource, request: ApiRequest, user: User): ApiResponse {
  if (request.method !== 'POST') {
    throw methodNotAllowed();
  }
  return { status: 201, body: review(reviewKindOf(group, plural)!, decodeBody(request), user, store, accounts, ...(namespace === '' ? [] : [namespace])) };
}
