/** Answers to who am I, who is that, may I, may she. */
import type { Store } from '../storage/store.ts';
import { badRequest, invalid } from './api-status.ts';
import type { StatusCause } from './api-status.ts';
import { userOfToken } from './authenticate.ts';
import type { Account } from './authenticate.ts';
import { decideAccess } from './authorize.ts';
import type { AccessAttributes } from './authorize.ts';
import { grantsOf } from './rbac/grants-of.ts';
import type { User } from './request.ts';

export { reviewKindOf } from './review-kinds.ts';

interface ReviewSpec {
  user?: string;
  uid?: string;
  groups?: string[];
  extra?: Record<string, string[]>;
  resourceAttributes?: Partial<Record<'verb' | 'group' | 'resource' | 'subresource' | 'namespace' | 'name', string>>;
  nonResourceAttributes?: { path?: string; verb?: string };
  /** Of a SelfSubjectRulesReview. */
  namespace?: string;
  token?: string;
  audiences?: string[];
}

interface Question {
  readonly spec: ReviewSpec;
  readonly user: User;
  readonly store: Store;
  readonly accounts: readonly Account[];
  /** Of the path; empty for what is asked cluster-wide. */
  readonly namespace: string;
}

/** What is written into the question's spec and status. @throws ApiStatus 400, 422 */
type Answer = (question: Question) => { spec?: object; status: object };

const answers: Record<string, Answer> = {
  SelfSubjectReview: ({ user }) => ({ status: { userInfo: userInfo(user) } }),
  TokenReview: reviewToken,
  SelfSubjectRulesReview: reviewRules,
  SelfSubjectAccessReview: ({ spec, user, store }) => ({ spec, status: access(spec, user, store) }),
  SubjectAccessReview: ({ spec, store }) => ({ spec, status: access(spec, subjectOf(spec), store, missingSubject(spec)) }),
  LocalSubjectAccessReview: ({ spec, store, namespace }) => ({ spec, status: access(spec, subjectOf(spec), store, [...missingSubject(spec), ...wrongNamespace(spec, namespace)]) }),
};

/** The question with its answer. `namespace` is that of the path. @throws ApiStatus 400, 422 where it cannot be answered. */
export function review(kind: string, body: Record<string, unknown>, user: User, store: Store, accounts: readonly Account[], namespace = namespaceOf(body)): object {
  const given = body['kind'];
  if (given !== undefined && given !== '' && given !== kind) {
    throw badRequest(`${String(given)} in version "${String(body['apiVersion'] ?? '')}" cannot be handled as a ${kind}: no kind "${String(given)}" is registered for it`);
  }
  const { spec, status } = answers[kind]!({ spec: (body['spec'] ?? {}) as ReviewSpec, user, store, accounts, namespace });
  const apiVersion = `${groupOf(kind)}/v1`;
  return { kind, apiVersion, metadata: namespace === '' ? {} : { namespace }, ...(spec === undefined ? {} : { spec }), status };
}

function namespaceOf({ metadata }: Record<string, unknown>): string {
  return (metadata as { namespace?: string } | null | undefined)?.namespace ?? '';
}

function groupOf(kind: string): string {
  return kind === 'SelfSubjectReview' || kind === 'TokenReview' ? 'authentication.k8s.io' : authorizationGroup;
}

const authorizationGroup = 'authorization.k8s.io';

function userInfo({ username, uid, groups, extra }: User): object {
  return { username, ...(uid === undefined ? {} : { uid }), groups, ...(extra === undefined ? {} : { extra }) };
}

const audience = 'https://kubernetes.default.svc';

function reviewToken({ spec, accounts }: Question): { spec: object; status: object } {
  const { token = '', audiences = [] } = spec;
  if (token === '') {
    throw badRequest('token is required for TokenReview in authentication');
  }
  const user = audiences.length === 0 || audiences.includes(audience) ? userOfToken(token, accounts) : undefined;
  return { spec, status: user === undefined ? { user: {}, error: 'invalid bearer token' } : { authenticated: true, user: userInfo(user), audiences: [audience] } };
}

/** Rules as they stand in roles; who asks puts them together. */
function reviewRules({ spec: { namespace = '' }, user, store }: Question): { spec: object; status: object } {
  if (namespace === '') {
    throw badRequest('no namespace on request');
  }
  const { grants, missing } = grantsOf(user, namespace, store);
  const rules = grants.map(({ rule }) => rule);
  const resourceRules = rules.filter(({ resources = [] }) => resources.length > 0).map(({ nonResourceURLs: _paths, ...rule }) => rule);
  const nonResourceRules = rules.filter(({ nonResourceURLs = [] }) => nonResourceURLs.length > 0).map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs }));
  return { spec: {}, status: { resourceRules, nonResourceRules, incomplete: false, ...(missing.length === 0 ? {} : { evaluationError: missing.join(', ') }) } };
}

function subjectOf({ user = '', uid, groups = [], extra }: ReviewSpec): User {
  return { username: user, groups, ...(uid === undefined ? {} : { uid }), ...(extra === undefined ? {} : { extra }) };
}

function access(spec: ReviewSpec, user: User, store: Store, causes: readonly StatusCause[] = []): object {
  const all = [...missingAttributes(spec), ...causes];
  if (all.length > 0) {
    throw invalid({ group: authorizationGroup, plural: '', kind: '' }, '', all);
  }
  const { isAllowed, reason } = decideAccess(attributesOf(spec, user), store);
  return { allowed: isAllowed, ...(reason === '' ? {} : { reason }) };
}

function attributesOf({ resourceAttributes, nonResourceAttributes }: ReviewSpec, user: User): AccessAttributes {
  if (nonResourceAttributes !== undefined) {
    const { verb = '', path = '' } = nonResourceAttributes;
    return { user, verb, group: '', resource: '', namespace: '', name: '', path };
  }
  const { verb = '', group = '', resource = '', subresource = '', namespace = '', name = '' } = resourceAttributes ?? {};
  return { user, verb, group, resource, ...(subresource === '' ? {} : { subresource }), namespace, name };
}

function missingAttributes({ resourceAttributes, nonResourceAttributes }: ReviewSpec): StatusCause[] {
  if ((resourceAttributes === undefined) !== (nonResourceAttributes === undefined)) {
    return [];
  }
  return [invalidValue('spec', nonResourceAttributes ?? null, 'exactly one of nonResourceAttributes or resourceAttributes must be specified')];
}

function missingSubject({ user = '', groups = [] }: ReviewSpec): StatusCause[] {
  return user === '' && groups.length === 0 ? [invalidValue('spec.user', '', 'at least one of user or group must be specified')] : [];
}

function wrongNamespace({ resourceAttributes }: ReviewSpec, namespace: string): StatusCause[] {
  const given = resourceAttributes?.namespace ?? '';
  return resourceAttributes === undefined || given === namespace ? [] : [invalidValue('spec.resourceAttributes.namespace', given, 'must match metadata.namespace')];
}

function invalidValue(field: string, value: unknown, why: string): StatusCause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value)}: ${why}`, field };
}
