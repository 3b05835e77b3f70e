import { expect } from 'chai';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import { assertMayGrant } from '../../../../shared/simulator/api-server/may-grant.ts';
import type { RbacChange } from '../../../../shared/simulator/api-server/may-grant.ts';
import { aBinding, alice, aRole, on, storeWith } from '../../../builders/some-rbac.ts';

const group = 'rbac.authorization.k8s.io';
const inTest = { namespace: 'test' };
const held = [on('', 'pods', 'get list'), on('apps', 'deployments', 'get', ['a', 'b'])];
const anything = on('*', '*', '*');

/** In a cluster where alice holds these rules in the namespace test. */
function grant(object: ApiObject, { rules = held, oldObject, others = [], ...change }: Partial<RbacChange> & { rules?: readonly object[]; others?: readonly ApiObject[] } = {}): void {
  const store = storeWith([aRole('hers', rules as never), aBinding('hers', 'ClusterRole hers', 'User alice'), ...others]);
  assertMayGrant({ user: alice, group, plural: `${object.kind.toLowerCase()}s`, namespace: object.metadata.namespace ?? '', object, oldObject, ...change }, store);
}

const lacking = (title: string) => `${title} is forbidden: user "alice" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n`;

describe('shared/simulator/api-server/may-grant.ts', () => {
  it('lets her make a role of what she holds', () => {
    grant(aRole('new', [on('', 'pods', 'get'), on('', 'pods', 'list', ['x']), on('apps', 'deployments', 'get', ['b'])], inTest));
  });

  it('names what is missing, a line for each resource', () => {
    const role = aRole('new', [{ apiGroups: ['', 'apps'], resources: ['pods', 'secrets'], verbs: ['get', 'list', 'watch'] }, on('apps', 'deployments', 'get delete', ['a', 'c']), { nonResourceURLs: ['/x'], verbs: ['get'] }], inTest);
    expect(() => grant(role)).to.throw([
      lacking('roles.rbac.authorization.k8s.io "new"').trimEnd(),
      '{APIGroups:[""], Resources:["pods"], Verbs:["watch"]}',
      '{APIGroups:[""], Resources:["secrets"], Verbs:["get" "list" "watch"]}',
      '{APIGroups:["apps"], Resources:["deployments"], ResourceNames:["a"], Verbs:["delete"]}',
      '{APIGroups:["apps"], Resources:["deployments"], ResourceNames:["c"], Verbs:["get" "delete"]}',
      '{APIGroups:["apps"], Resources:["pods"], Verbs:["get" "list" "watch"]}',
      '{APIGroups:["apps"], Resources:["secrets"], Verbs:["get" "list" "watch"]}',
      '{NonResourceURLs:["/x"], Verbs:["get"]}',
    ].join('\n')).that.deep.includes({ code: 403, details: { name: 'new', group, kind: 'roles' } });
  });

  const wide: [string, object, ReturnType<typeof on>][] = [
    ['any verb', on('', 'pods', '*'), on('', 'pods', 'promote')],
    ['any group and resource', anything, on('apps', 'deployments/scale', 'patch')],
    ['a subresource of any resource', on('apps', '*/scale', 'patch'), on('apps', 'deployments/scale', 'patch')],
  ];
  for (const [title, rule, wanted] of wide) {
    it(`counts ${title}`, () => {
      grant(aRole('new', [wanted], inTest), { rules: [rule] });
      expect(() => grant(aRole('new', [anything], inTest), { rules: [on('', '*', 'get')] })).to.throw('{APIGroups:["*"], Resources:["*"], Verbs:["*"]}');
    });
  }

  it('does not take a rule for one name for a rule for all', () => {
    expect(() => grant(aRole('new', [on('apps', 'deployments', 'get')], inTest))).to.throw('{APIGroups:["apps"], Resources:["deployments"], Verbs:["get"]}');
  });

  it('lets those who may escalate make any role', () => {
    grant(aRole('new', [anything], inTest), { rules: [on(group, 'roles', 'escalate')] });
  });

  it('lets system:masters do all', () => {
    grant(aRole('new', [anything]), { user: { username: 'root', groups: ['system:masters'] } });
  });

  it('looks at nothing but roles and bindings', () => {
    grant(aRole('new', [anything]), { group: 'apps', plural: 'deployments' });
  });

  it('lets the garbage collector take finalizers off any role', () => {
    const oldObject = aRole('new', [anything], inTest);
    grant({ ...oldObject, metadata: { ...oldObject.metadata, finalizers: ['a.b/c'] } }, { oldObject });
    expect(() => grant({ ...oldObject, metadata: { ...oldObject.metadata, labels: { a: 'b' } } }, { oldObject })).to.throw('not currently held');
  });

  it('leaves it to cluster-admins to gather roles', () => {
    const gathering = aRole('new', [], { gathers: { a: 'b' } });
    expect(() => grant(gathering)).to.throw('clusterroles.rbac.authorization.k8s.io "new" is forbidden: must have cluster-admin privileges to use the aggregationRule');
    expect(() => grant(aRole('new', []), { oldObject: gathering })).to.throw('must have cluster-admin privileges');
    grant(gathering, { rules: [anything, { nonResourceURLs: ['*'], verbs: ['*'] }] });
  });

  it('lets her bind a role of what she holds, and no other', () => {
    const others = [aRole('small', [on('', 'pods', 'get')], inTest), aRole('large', [anything])];
    grant(aBinding('new', 'Role small', 'User bob', inTest), { others });
    expect(() => grant(aBinding('new', 'ClusterRole large', 'User bob', inTest), { others })).to.throw(`${lacking('rolebindings.rbac.authorization.k8s.io "new"')}{APIGroups:["*"], Resources:["*"], Verbs:["*"]}`);
  });

  it('lets those who may bind a role bind it', () => {
    const large = aRole('large', [anything]);
    grant(aBinding('new', 'ClusterRole large', 'User bob', inTest), { others: [large], rules: [on(group, 'clusterroles', 'bind', ['large'])] });
    expect(() => grant(aBinding('new', 'ClusterRole large', 'User bob', inTest), { others: [large], rules: [on(group, 'clusterroles', 'bind', ['small'])] })).to.throw('not currently held');
  });

  it('knows no role of that name', () => {
    expect(() => grant(aBinding('new', 'ClusterRole gone', 'User bob', inTest))).to.throw('rolebindings.rbac.authorization.k8s.io "gone" not found').with.property('code', 404);
  });
});
