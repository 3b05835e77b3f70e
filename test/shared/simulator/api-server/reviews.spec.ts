import { expect } from 'chai';
import { review, reviewKindOf } from '../../../../shared/simulator/api-server/reviews.ts';
import type { User } from '../../../../shared/simulator/api-server/request.ts';
import { aBinding, alice, aRole, on, storeWith } from '../../../builders/some-rbac.ts';

const store = storeWith([
  aRole('reads', [on('', 'pods', 'get'), { nonResourceURLs: ['/version'], verbs: ['get'] }]),
  aBinding('reads', 'ClusterRole reads', 'User alice'),
  aBinding('vain', 'ClusterRole gone', 'Group vain'),
]);
const bob: User = { username: 'bob', groups: ['dev'], uid: 'b-1', extra: { scopes: ['view'] } };
const accounts = [{ token: 'secret', user: bob }];

function ask(kind: string, spec: object, { user = alice, ...more }: { user?: User; metadata?: object; kind?: string } = {}): { status: object; metadata: object; spec?: object } {
  return review(kind, { apiVersion: 'authorization.k8s.io/v1', kind, ...more, spec }, user, store, accounts) as never;
}

const getPods = { verb: 'get', resource: 'pods', namespace: 'test' };

describe('shared/simulator/api-server/reviews.ts', () => {
  it('knows its kinds by their paths', () => {
    expect(reviewKindOf('authorization.k8s.io', 'selfsubjectaccessreviews')).to.equal('SelfSubjectAccessReview');
    expect(reviewKindOf('authentication.k8s.io', 'tokenreviews')).to.equal('TokenReview');
    expect(reviewKindOf('', 'pods')).to.equal(undefined);
  });

  it('says who asks', () => {
    expect(review('SelfSubjectReview', {}, bob, store, [])).to.deep.equal({
      kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1', metadata: {},
      status: { userInfo: { username: 'bob', uid: 'b-1', groups: ['dev'], extra: { scopes: ['view'] } } },
    });
  });

  it('says whether she may, and why', () => {
    const spec = { resourceAttributes: getPods };
    expect(ask('SelfSubjectAccessReview', spec)).to.deep.equal({
      kind: 'SelfSubjectAccessReview', apiVersion: 'authorization.k8s.io/v1', metadata: {}, spec,
      status: { allowed: true, reason: 'RBAC: allowed by ClusterRoleBinding "reads" of ClusterRole "reads" to User "alice"' },
    });
    expect(ask('SelfSubjectAccessReview', spec, { user: bob }).status).to.deep.equal({ allowed: false });
    expect(ask('SelfSubjectAccessReview', { resourceAttributes: { ...getPods, subresource: 'log' } }).status).to.deep.equal({ allowed: false });
  });

  it('says the same of paths', () => {
    expect(ask('SelfSubjectAccessReview', { nonResourceAttributes: { verb: 'get', path: '/version' } }).status).to.include({ allowed: true });
    expect(ask('SelfSubjectAccessReview', { nonResourceAttributes: { verb: 'get', path: '/metrics' } }).status).to.deep.equal({ allowed: false });
  });

  it('says whether another may', () => {
    expect(ask('SubjectAccessReview', { user: 'alice', resourceAttributes: getPods }, { user: bob }).status).to.include({ allowed: true });
    expect(ask('SubjectAccessReview', { user: 'carol', groups: ['system:masters'], resourceAttributes: getPods }).status).to.deep.equal({ allowed: true });
    expect(ask('SubjectAccessReview', { groups: ['vain'], resourceAttributes: getPods }).status).to.deep.equal({ allowed: false, reason: 'rbac: RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found' });
  });

  it('says whether another may in the namespace of the path', () => {
    expect(ask('LocalSubjectAccessReview', { user: 'alice', resourceAttributes: getPods }, { metadata: { namespace: 'test' } })).to.deep.include({ metadata: { namespace: 'test' } });
    expect(() => ask('LocalSubjectAccessReview', { user: 'alice', resourceAttributes: { ...getPods, namespace: 'other' } }, { metadata: { namespace: 'test' } }))
      .to.throw('spec.resourceAttributes.namespace: Invalid value: "other": must match metadata.namespace').with.property('code', 422);
  });

  const wrong: [string, object, string][] = [
    ['SelfSubjectAccessReview', {}, '.authorization.k8s.io "" is invalid: spec: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified'],
    ['SubjectAccessReview', { resourceAttributes: getPods }, '.authorization.k8s.io "" is invalid: spec.user: Invalid value: "": at least one of user or group must be specified'],
    ['SubjectAccessReview', {}, '.authorization.k8s.io "" is invalid: [spec: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified, spec.user: Invalid value: "": at least one of user or group must be specified]'],
  ];
  for (const [kind, spec, message] of wrong) {
    it(`refuses a ${kind} of ${JSON.stringify(spec)}`, () => {
      expect(() => ask(kind, spec)).to.throw(message).with.property('code', 422);
    });
  }

  it('refuses another kind', () => {
    expect(() => ask('SubjectAccessReview', {}, { kind: 'Pod' })).to.throw('Pod in version "authorization.k8s.io/v1" cannot be handled as a SubjectAccessReview').with.property('code', 400);
  });

  it('lists the rules that somebody has in a namespace', () => {
    expect(ask('SelfSubjectRulesReview', { namespace: 'test' })).to.deep.include({
      spec: {}, status: { resourceRules: [on('', 'pods', 'get')], nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['/version'] }], incomplete: false },
    });
    expect(ask('SelfSubjectRulesReview', { namespace: 'test' }, { user: { username: 'x', groups: ['vain'] } }).status).to.include({ evaluationError: 'clusterrole.rbac.authorization.k8s.io "gone" not found' });
    expect(() => ask('SelfSubjectRulesReview', {})).to.throw('no namespace on request').with.property('code', 400);
  });

  it('says whose a token is', () => {
    const known = { authenticated: true, user: { username: 'bob', uid: 'b-1', groups: ['dev', 'system:authenticated'], extra: { scopes: ['view'] } }, audiences: ['https://kubernetes.default.svc'] };
    expect(ask('TokenReview', { token: 'secret' })).to.deep.include({ apiVersion: 'authentication.k8s.io/v1', status: known });
    expect(ask('TokenReview', { token: 'secret', audiences: ['https://kubernetes.default.svc'] }).status).to.deep.equal(known);
    for (const spec of [{ token: 'wrong' }, { token: 'secret', audiences: ['elsewhere'] }]) {
      expect(ask('TokenReview', spec).status).to.deep.equal({ user: {}, error: 'invalid bearer token' });
    }
    expect(() => ask('TokenReview', {})).to.throw('token is required for TokenReview in authentication').with.property('code', 400);
  });
});
