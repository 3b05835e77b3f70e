import { expect } from 'chai';
import { decideAccess, isAllowed, refusal } from '../../../../shared/simulator/api-server/authorize.ts';
import type { AccessAttributes } from '../../../../shared/simulator/api-server/authorize.ts';
import { aBinding, alice, aRole, on, storeWith } from '../../../builders/some-rbac.ts';

const inTest = { namespace: 'test' };
const getPods: AccessAttributes = { user: alice, verb: 'get', group: '', resource: 'pods', namespace: 'test', name: 'a' };
const getVersion: AccessAttributes = { user: alice, verb: 'get', group: '', resource: '', namespace: '', name: '', path: '/version' };
const readPods = aRole('read-pods', [on('', 'pods', 'get list')]);

/** Everything that the bindings give is given in the namespace test. */
const bindings: [string, string, boolean][] = [
  ['User alice', 'User alice', true],
  ['User bob', 'User bob', false],
  ['Group system:authenticated', 'a group of hers', true],
  ['Group dev', 'another group', false],
  ['ServiceAccount alice', 'a service account of her name', false],
];

const rules: [string, ReturnType<typeof on> | { nonResourceURLs: string[]; verbs: string[] }, Partial<AccessAttributes>, boolean][] = [
  ['the verb', on('', 'pods', 'list'), {}, false],
  ['any verb', on('', 'pods', '*'), { verb: 'promote' }, true],
  ['the group', on('apps', 'pods', 'get'), {}, false],
  ['any group', on('*', 'pods', 'get'), { group: 'apps' }, true],
  ['the resource', on('', 'secrets', 'get'), {}, false],
  ['any resource', on('', '*', 'get'), { resource: 'secrets' }, true],
  ['a subresource by the resource', on('', 'pods', 'get'), { subresource: 'log' }, false],
  ['a subresource by its own name', on('', 'pods/log', 'get'), { subresource: 'log' }, true],
  ['a resource by its subresource', on('', 'pods/log', 'get'), {}, false],
  ['a subresource of any resource', on('', '*/log', 'get'), { subresource: 'log' }, true],
  ['another subresource', on('', '*/log', 'get'), { subresource: 'proxy' }, false],
  ['any subresource by any resource', on('', '*', 'get'), { subresource: 'proxy' }, true],
  ['the name', on('', 'pods', 'get', ['a', 'b']), {}, true],
  ['another name', on('', 'pods', 'get', ['b']), {}, false],
  ['no name where one is asked for', on('', 'pods', 'list', ['a']), { verb: 'list', name: '' }, false],
];

const paths: [string, string, boolean][] = [['/version', '/version', true], ['/version', '/version/', false], ['/healthz/*', '/healthz/ping', true], ['/healthz/*', '/healthz', false], ['*', '/any', true]];

const refusals: [Partial<AccessAttributes>, string, object][] = [
  [{}, 'pods "a" is forbidden: User "alice" cannot get resource "pods" in API group "" in the namespace "test"', { name: 'a', kind: 'pods' }],
  [{ verb: 'list', name: '' }, 'pods is forbidden: User "alice" cannot list resource "pods" in API group "" in the namespace "test"', { kind: 'pods' }],
  [{ verb: 'patch', group: 'apps', resource: 'deployments', name: 'podinfo' }, 'deployments.apps "podinfo" is forbidden: User "alice" cannot patch resource "deployments" in API group "apps" in the namespace "test"', { name: 'podinfo', group: 'apps', kind: 'deployments' }],
  [{ resource: 'services', subresource: 'proxy', name: 'http:podinfo:80' }, 'services "http:podinfo:80" is forbidden: User "alice" cannot get resource "services/proxy" in API group "" in the namespace "test"', { name: 'http:podinfo:80', kind: 'services' }],
  [{ resource: 'nodes', name: 'node-1', namespace: '' }, 'nodes "node-1" is forbidden: User "alice" cannot get resource "nodes" in API group "" at the cluster scope', { name: 'node-1', kind: 'nodes' }],
  [{ path: '/metrics' }, 'forbidden: User "alice" cannot get path "/metrics"', {}],
  [{ namespace: '<b>' }, 'pods "a" is forbidden: User "alice" cannot get resource "pods" in API group "" in the namespace "&lt;b&gt;"', { name: 'a', kind: 'pods' }],
];

describe('shared/simulator/api-server/authorize.ts', () => {
  it('lets system:masters do all, whatever the roles say', () => {
    expect(isAllowed({ ...getPods, user: { username: 'root', groups: ['system:masters'] } }, storeWith([]))).to.equal(true);
  });

  it('lets nobody else do anything without a role', () => {
    expect(isAllowed(getPods, storeWith([readPods]))).to.equal(false);
  });

  for (const [subject, title, expected] of bindings) {
    it(`${expected ? 'heeds' : 'does not heed'} a binding to ${title}`, () => {
      expect(isAllowed(getPods, storeWith([readPods, aBinding('b', 'ClusterRole read-pods', subject, inTest)]))).to.equal(expected);
    });
  }

  it('knows service accounts by their names, at home without their namespace', () => {
    const asAccount = { ...getPods, user: { username: 'system:serviceaccount:test:app', groups: [] } };
    expect(isAllowed(asAccount, storeWith([readPods, aBinding('b', 'ClusterRole read-pods', 'ServiceAccount test/app', inTest)]))).to.equal(true);
    expect(isAllowed(asAccount, storeWith([readPods, aBinding('b', 'ClusterRole read-pods', 'ServiceAccount app', inTest)]))).to.equal(true);
    expect(isAllowed(asAccount, storeWith([readPods, aBinding('b', 'ClusterRole read-pods', 'ServiceAccount other/app', inTest)]))).to.equal(false);
  });

  it('gives what a RoleBinding gives in its namespace only', () => {
    const store = storeWith([readPods, aBinding('b', 'ClusterRole read-pods', 'User alice', inTest)]);
    expect(isAllowed({ ...getPods, namespace: 'other' }, store)).to.equal(false);
    expect(isAllowed({ ...getPods, namespace: '' }, store)).to.equal(false);
  });

  it('gives what a ClusterRoleBinding gives everywhere', () => {
    const store = storeWith([readPods, aBinding('b', 'ClusterRole read-pods', 'User alice')]);
    expect(isAllowed({ ...getPods, namespace: 'other' }, store)).to.equal(true);
    expect(isAllowed({ ...getPods, namespace: '' }, store)).to.equal(true);
  });

  it('finds Roles in the namespace of their binding', () => {
    const role = aRole('here', [on('', 'pods', 'get')], inTest);
    expect(isAllowed(getPods, storeWith([role, aBinding('b', 'Role here', 'User alice', inTest)]))).to.equal(true);
    expect(isAllowed(getPods, storeWith([role, aBinding('b', 'Role here', 'User alice', { namespace: 'other' })]))).to.equal(false);
  });

  for (const [title, rule, wanted, expected] of rules) {
    it(`${expected ? 'allows' : 'does not allow'} by ${title}`, () => {
      expect(isAllowed({ ...getPods, ...wanted }, storeWith([aRole('r', [rule]), aBinding('b', 'ClusterRole r', 'User alice', inTest)]))).to.equal(expected);
    });
  }

  for (const [pattern, path, expected] of paths) {
    it(`${expected ? 'allows' : 'does not allow'} ${path} by ${pattern}`, () => {
      expect(isAllowed({ ...getVersion, path }, storeWith([aRole('r', [{ nonResourceURLs: [pattern], verbs: ['get'] }]), aBinding('b', 'ClusterRole r', 'User alice')]))).to.equal(expected);
    });
  }

  it('says by which binding', () => {
    const byGroup = storeWith([readPods, aBinding('b', 'ClusterRole read-pods', 'Group system:authenticated')]);
    expect(decideAccess(getPods, byGroup).reason).to.equal('RBAC: allowed by ClusterRoleBinding "b" of ClusterRole "read-pods" to Group "system:authenticated"');
    const byName = storeWith([aRole('here', [on('', 'pods', 'get')], inTest), aBinding('b', 'Role here', 'User alice', inTest)]);
    expect(decideAccess(getPods, byName).reason).to.equal('RBAC: allowed by RoleBinding "b/test" of Role "here" to User "alice"');
  });

  it('says which roles are named in vain', () => {
    const one = aBinding('b', 'ClusterRole gone', 'User alice');
    expect(decideAccess(getPods, storeWith([one]))).to.deep.equal({ isAllowed: false, reason: 'rbac: RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found' });
    const other = aBinding('b', 'Role gone', 'User alice', inTest);
    expect(decideAccess(getPods, storeWith([one, other])).reason).to.equal('rbac: RBAC: [clusterrole.rbac.authorization.k8s.io "gone" not found, role.rbac.authorization.k8s.io "gone" not found]');
  });

  for (const [wanted, message, details] of refusals) {
    it(`refuses with: ${message}`, () => {
      expect(refusal({ ...getPods, ...wanted })).to.deep.include({ code: 403, reason: 'Forbidden', message, details });
    });
  }

  it('adds to a refusal what kept it from finding out', () => {
    expect(refusal(getVersion, 'rbac: RBAC: x').message).to.equal('forbidden: User "alice" cannot get path "/version": rbac: RBAC: x');
  });
});
