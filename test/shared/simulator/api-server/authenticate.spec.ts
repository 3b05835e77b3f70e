import { expect } from 'chai';
import { authenticate, impersonate } from '../../../../shared/simulator/api-server/authenticate.ts';
import type { AccessAttributes } from '../../../../shared/simulator/api-server/authorize.ts';
import { alice } from '../../../builders/some-rbac.ts';

const accounts = [{ token: 'secret', user: { username: 'bob', groups: ['dev'], uid: 'b-1' } }, { token: 'other', user: alice }];
const nobody = { username: 'system:anonymous', groups: ['system:unauthenticated'] };
const bob = { username: 'bob', groups: ['dev', 'system:authenticated'], uid: 'b-1' };

const headers: [string | undefined, object][] = [
  ['Bearer secret', bob],
  ['bearer secret', bob],
  [' Bearer secret and more', bob],
  ['Bearer other', alice],
  ['Bearer  secret', nobody],
  ['Bearer ', nobody],
  ['Basic secret', nobody],
  ['secret', nobody],
  [undefined, nobody],
];

const everything = () => true;

/** What is asked before somebody is taken for another, as `impersonate users bob`. */
function asked(wanted: Record<string, string>): string[] {
  const texts: string[] = [];
  impersonate(alice, wanted, ({ verb, group, resource, subresource, namespace, name }: AccessAttributes) => {
    texts.push([verb, group, subresource === undefined ? resource : `${resource}/${subresource}`, namespace, name].filter((word) => word !== '').join(' '));
    return true;
  });
  return texts;
}

describe('shared/simulator/api-server/authenticate.ts', () => {
  for (const [authorization, user] of headers) {
    it(`takes ${authorization === undefined ? 'no header' : `"${authorization}"`} for ${(user as typeof nobody).username}`, () => {
      expect(authenticate({ headers: { authorization } }, accounts)).to.deep.equal(user);
    });
  }

  it('refuses a token that is nobody\'s', () => {
    expect(() => authenticate({ headers: { authorization: 'Bearer wrong' } }, accounts)).to.throw('Unauthorized').that.deep.includes({ code: 401, reason: 'Unauthorized', details: undefined });
  });

  it('lets who impersonates nobody be', () => {
    expect(impersonate(alice, {}, () => false)).to.equal(alice);
  });

  it('takes on the name, uid, groups and extras that are asked for, and nothing of who asks', () => {
    const wanted = { 'impersonate-user': 'carol', 'impersonate-uid': 'c-1', 'impersonate-group': 'dev, ops', 'impersonate-extra-example.com%2Fscopes': 'view,edit' };
    expect(impersonate(bob, wanted, everything)).to.deep.equal({ username: 'carol', uid: 'c-1', groups: ['dev', 'ops', 'system:authenticated'], extra: { 'example.com/scopes': ['view', 'edit'] } });
  });

  const groups: [string, string | undefined, string[]][] = [
    ['carol', undefined, ['system:authenticated']],
    ['carol', 'system:unauthenticated', ['system:unauthenticated']],
    ['carol', 'system:masters, system:authenticated', ['system:masters', 'system:authenticated']],
    ['system:serviceaccount:test:app', undefined, ['system:serviceaccounts', 'system:serviceaccounts:test', 'system:authenticated']],
    ['system:serviceaccount:test:app', 'dev', ['dev', 'system:authenticated']],
    ['system:anonymous', undefined, ['system:unauthenticated']],
    ['system:anonymous', 'dev', ['dev', 'system:unauthenticated']],
  ];
  for (const [name, group, expected] of groups) {
    it(`puts ${name}${group === undefined ? '' : ` of ${group}`} into ${expected.join(', ')}`, () => {
      expect(impersonate(alice, { 'impersonate-user': name, ...(group === undefined ? {} : { 'impersonate-group': group }) }, everything).groups).to.deep.equal(expected);
    });
  }

  it('asks for each thing that it sets', () => {
    expect(asked({ 'impersonate-user': 'bob', 'impersonate-group': 'dev, ops', 'impersonate-uid': 'b-1', 'impersonate-extra-scopes': 'view' })).to.deep.equal([
      'impersonate users bob', 'impersonate groups dev', 'impersonate groups ops', 'impersonate authentication.k8s.io userextras/scopes view', 'impersonate authentication.k8s.io uids b-1',
    ]);
  });

  it('asks for a service account in its namespace', () => {
    expect(asked({ 'impersonate-user': 'system:serviceaccount:test:app' })).to.deep.equal(['impersonate serviceaccounts test app']);
  });

  it('refuses with the right that is missing', () => {
    expect(() => impersonate(alice, { 'impersonate-user': 'bob', 'impersonate-uid': 'u1' }, ({ resource }) => resource !== 'uids'))
      .to.throw('uids.authentication.k8s.io "u1" is forbidden: User "alice" cannot impersonate resource "uids" in API group "authentication.k8s.io" at the cluster scope').with.property('code', 403);
  });

  it('refuses a group without a user', () => {
    expect(() => impersonate(alice, { 'impersonate-group': 'dev' }, everything)).to.throw('without impersonating a user name').with.property('code', 400);
  });
});
