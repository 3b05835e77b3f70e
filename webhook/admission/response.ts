/** The answers that admission can give. Each is made by name; nobody else puts the API server's object together. */
import type { PatchOperation } from '../../shared/workloads/hold.ts';
import { reviewKind, reviewVersion } from './review.ts';
import { warningLines } from './warning-lines.ts';

export interface AdmissionResponse {
  readonly allowed: boolean;
  readonly status?: { readonly code: number; readonly reason: string; readonly message: string };
  /** Lines that kubectl prints. */
  readonly warnings?: readonly string[];
  readonly patchType?: 'JSONPatch';
  /** RFC 6902 in base64. */
  readonly patch?: string;
}

/** It may go on as it is. */
export function allowed(warnings: readonly string[] = []): AdmissionResponse {
  return { allowed: true, ...warningsOf(warnings) };
}

/** It may go on with these changes of ours; without one, as it is. */
export function patched(operations: readonly PatchOperation[], warnings: readonly string[] = []): AdmissionResponse {
  if (operations.length === 0) {
    return allowed(warnings);
  }
  return { allowed: true, ...warningsOf(warnings), patchType: 'JSONPatch', patch: Buffer.from(JSON.stringify(operations)).toString('base64') };
}

/** It may not, now or at all, and the person is told why. */
export function denied(why: string, warnings: readonly string[] = []): AdmissionResponse {
  return { allowed: false, status: { code: 403, reason: 'Forbidden', message: why }, ...warningsOf(warnings) };
}

/** What it asks for is wrong. */
export function invalid(why: string, warnings: readonly string[] = []): AdmissionResponse {
  return { allowed: false, status: { code: 422, reason: 'Invalid', message: why }, ...warningsOf(warnings) };
}

/** We failed, not the person: it may go on where others check it again (`failsOpen`), else not. */
export function errored(why: string, { failsOpen }: { failsOpen: boolean }): AdmissionResponse {
  return failsOpen ? allowed([why]) : { allowed: false, status: { code: 500, reason: 'InternalError', message: why } };
}

/** The body that the API server expects. */
export function renderReview(uid: string, response: AdmissionResponse): object {
  return { apiVersion: reviewVersion, kind: reviewKind, response: { uid, ...response } };
}

function warningsOf(warnings: readonly string[]): { warnings?: readonly string[] } {
  const lines = warningLines(warnings);
  return lines.length === 0 ? {} : { warnings: lines };
}
