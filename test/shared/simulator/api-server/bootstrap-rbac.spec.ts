import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import { withGatheredRules } from '../../../../shared/simulator/api-server/aggregate-roles.ts';
import { isAllowed } from '../../../../shared/simulator/api-server/authorize.ts';
import { bootstrapRbac } from '../../../../shared/simulator/api-server/bootstrap-rbac.ts';
import { aBinding, alice, storeWith } from '../../../builders/some-rbac.ts';

const nobody = { username: 'system:anonymous', groups: ['system:unauthenticated'] };

/** What alice may do in the namespace test with this role, beside what everybody may. */
function allowedWith(role: string, [verb = '', resource = '', group = '']: readonly string[], more: readonly ApiObject[] = []): boolean {
  const objects = bootstrapRbac();
  const roles = withGatheredRules([...objects.filter(({ kind }) => kind === 'ClusterRole'), ...more]);
  const store = storeWith([...roles, ...objects.filter(({ kind }) => kind !== 'ClusterRole'), aBinding('hers', `ClusterRole ${role}`, 'User alice', { namespace: 'test' })]);
  return isAllowed({ user: alice, verb, group, resource, namespace: 'test', name: '' }, store);
}

const rights: [string, string, boolean][] = [
  ['view', 'list pods', true],
  ['view', 'get deployments apps', true],
  ['view', 'get secrets', false],
  ['view', 'patch deployments apps', false],
  ['edit', 'list pods', true],
  ['edit', 'get secrets', true],
  ['edit', 'patch deployments apps', true],
  ['edit', 'create rolebindings rbac.authorization.k8s.io', false],
  ['admin', 'create rolebindings rbac.authorization.k8s.io', true],
  ['admin', 'patch deployments apps', true],
  ['admin', 'delete namespaces', false],
  ['cluster-admin', 'delete anything anywhere', true],
];

function isPathAllowed(path: string, user = alice): boolean {
  return isAllowed({ user, verb: 'get', group: '', resource: '', namespace: '', name: '', path }, storeWith(bootstrapRbac()));
}

describe('shared/simulator/api-server/bootstrap-rbac.ts', () => {
  for (const [role, right, expected] of rights) {
    it(`${expected ? 'lets' : 'does not let'} ${role} ${right}`, () => {
      expect(allowedWith(role, right.split(' '))).to.equal(expected);
    });
  }

  it('lets everybody ask about herself, and nobody about others', () => {
    const store = storeWith(bootstrapRbac());
    const ask = (resource: string) => isAllowed({ user: alice, verb: 'create', group: 'authorization.k8s.io', resource, namespace: '', name: '' }, store);
    expect([ask('selfsubjectaccessreviews'), ask('selfsubjectrulesreviews'), ask('subjectaccessreviews')]).to.deep.equal([true, true, false]);
  });

  it('tells everybody which version it is, and what there is to who is somebody', () => {
    expect(['/version', '/healthz', '/apis/apps/v1', '/openapi/v3', '/metrics'].map((path) => isPathAllowed(path))).to.deep.equal([true, true, true, true, false]);
    expect(['/version', '/healthz', '/apis/apps/v1', '/openapi/v3', '/metrics'].map((path) => isPathAllowed(path, nobody))).to.deep.equal([true, true, false, false, false]);
  });

  it('gathers the roles for people of manifests/rbac into its own', () => {
    const people = parseAllDocuments(readFileSync(new URL('../../../../manifests/rbac/people.yaml', import.meta.url), 'utf8')).map((document) => document.toJS() as ApiObject);
    expect(allowedWith('view', ['get', 'canaries', 'kubectl-canary.dev'], people)).to.equal(true);
    expect(allowedWith('kubectl-canary-operator', ['create', 'canaries', 'kubectl-canary.dev'], people)).to.equal(true);
    expect(allowedWith('kubectl-canary-operator', ['bypass', 'canaries', 'kubectl-canary.dev'], people)).to.equal(false);
  });
});
