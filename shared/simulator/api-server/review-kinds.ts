/** Questions to the API server itself, asked with a create; nothing is stored. */
export interface ReviewKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly namespaced: boolean;
}

export const reviewKinds: readonly ReviewKind[] = [
  reviewKind('authentication.k8s.io', 'SelfSubjectReview'),
  reviewKind('authentication.k8s.io', 'TokenReview'),
  reviewKind('authorization.k8s.io', 'LocalSubjectAccessReview', { namespaced: true }),
  reviewKind('authorization.k8s.io', 'SelfSubjectAccessReview'),
  reviewKind('authorization.k8s.io', 'SelfSubjectRulesReview'),
  reviewKind('authorization.k8s.io', 'SubjectAccessReview'),
];

function reviewKind(group: string, kind: string, { namespaced = false } = {}): ReviewKind {
  const singular = kind.toLowerCase();
  return { group, version: 'v1', kind, plural: `${singular}s`, singular, namespaced };
}

/** The kind of what stands in a path; undefined where it is no such question. */
export function reviewKindOf(group: string, plural: string): string | undefined {
  return reviewKinds.find((each) => each.group === group && each.plural === plural)?.kind;
}
