import { ApiError } from './kube.ts';
import type { Kube } from './kube.ts';

/** One thing that somebody may do or not; without a namespace, in all of them. */
export interface AccessAttributes {
  readonly verb: string;
  readonly group: string;
  /** Plural, e.g. `deployments`. */
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/**
 * Asks the API server's authorizer whether this connection's user may do it, or, where it is named, this service account.
 * @throws ApiError 403 for who may not ask about others; Unreachable.
 */
export async function isAllowed(kube: Kube, attributes: AccessAttributes, account?: { readonly namespace: string; readonly name: string }): Promise<boolean> {
  const kind = account === undefined ? 'SelfSubjectAccessReview' : 'SubjectAccessReview';
  const body = { apiVersion: 'authorization.k8s.io/v1', kind, spec: { resourceAttributes: attributes, ...(account === undefined ? {} : subjectOf(account)) } };
  const { status, text } = await kube.request(`/apis/authorization.k8s.io/v1/${kind.toLowerCase()}s`, { method: 'POST', body });
  const answer = JSON.parse(text) as { status?: { allowed?: boolean }; reason?: string; message?: string };
  if (status >= 400) {
    throw new ApiError(status, answer.reason ?? 'Unknown', answer.message ?? `HTTP ${status}`);
  }
  return answer.status?.allowed === true;
}

function subjectOf({ namespace, name }: { readonly namespace: string; readonly name: string }): { user: string; groups: string[] } {
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
  return { user: `system:serviceaccount:${namespace}:${name}`, groups };
}
