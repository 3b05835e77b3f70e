import { expect } from 'chai';
import { clusterRoles, configMaps, deployments, roleBindings, roles, serviceAccounts, services } from '../../../../shared/kube/resources.ts';
import { until } from '../../../builders/until.ts';
import { aNamespace } from '../a-namespace.ts';
import type { Namespace } from '../a-namespace.ts';
import { answerOf, refusalOf, succeeded } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aConfigMap } from '../samples.ts';

const rbac = 'rbac.authorization.k8s.io';

/** Who may do what, how that is found out, and what is said to who may not. */
export function describeAccess(exam: Exam): void {
  describe('access', () => {
    const here = aNamespace(exam, 'access');
    const carol = here.as('carol');
    const review = async (who: Namespace, attributes: Json) => succeeded(await who.http('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes: { namespace: here.name, ...attributes } } } })).status;
    const mayWhat = async (who: Namespace, attributes: Json) => (await review(who, attributes)).allowed;
    const bind = (name: string, role: string, subjects: Json[], kind = 'Role') => here.given(roleBindings, { metadata: { name }, roleRef: { apiGroup: rbac, kind, name: role }, subjects });
    const user = (name: string) => ({ apiGroup: rbac, kind: 'User', name });
    const ask = async (headers: Record<string, string>, path: string) => answerOf(await exam.cluster.stranger.exchange(path, { headers }));

    describe('of who has no rights', () => {
      const inNamespace = () => `in the namespace "${here.name}"`;
      const cases: [string, () => ReturnType<typeof here.list>, () => string][] = [
        ['to read one', () => carol.get(configMaps, 'x'), () => `configmaps "x" is forbidden: User "carol" cannot get resource "configmaps" in API group "" ${inNamespace()}`],
        ['to list', () => carol.list(configMaps), () => `configmaps is forbidden: User "carol" cannot list resource "configmaps" in API group "" ${inNamespace()}`],
        ['to watch', () => carol.http('GET', here.path(deployments), { query: { watch: true } }), () => `deployments.apps is forbidden: User "carol" cannot watch resource "deployments" in API group "apps" ${inNamespace()}`],
        ['to create', () => carol.create(configMaps, aConfigMap('x')), () => `configmaps is forbidden: User "carol" cannot create resource "configmaps" in API group "" ${inNamespace()}`],
        ['to delete all', () => carol.http('DELETE', here.path(configMaps)), () => `configmaps is forbidden: User "carol" cannot deletecollection resource "configmaps" in API group "" ${inNamespace()}`],
        ['to a subresource', () => carol.patch(deployments, 'x', {}, { sub: 'scale' }), () => `deployments.apps "x" is forbidden: User "carol" cannot patch resource "deployments/scale" in API group "apps" ${inNamespace()}`],
        ['to call a Service', () => carol.get(services, 'x:80', { sub: 'proxy/' }), () => `services "x:80" is forbidden: User "carol" cannot get resource "services/proxy" in API group "" ${inNamespace()}`],
        ['to list all namespaces\'', () => carol.http('GET', '/apis/apps/v1/deployments'), () => 'deployments.apps is forbidden: User "carol" cannot list resource "deployments" in API group "apps" at the cluster scope'],
        ['to a path', () => carol.http('GET', '/metrics'), () => 'forbidden: User "carol" cannot get path "/metrics"'],
      ];
      for (const [title, request, message] of cases) {
        it(`${title} is refused`, async () => expectRefusal(await request(), `403 ${message()}`));
      }

      it('is refused in a way that programs understand', async () => {
        expect(refusalOf(await carol.get(deployments, 'x'))).to.deep.include({ code: 403, reason: 'Forbidden', details: { name: 'x', group: 'apps', kind: 'deployments' } });
        expect(refusalOf(await carol.list(configMaps)).details).to.deep.equal({ kind: 'configmaps' });
      });

      it('is found out before', async () => {
        expect(await review(carol, { verb: 'create', resource: 'configmaps' })).to.deep.equal({ allowed: false });
        expect(await review(here, { verb: 'create', resource: 'configmaps' })).to.include({ allowed: true });
      });

      it('is enough to ask what there is', async () => {
        for (const path of ['/version', '/api', '/apis', '/apis/apps/v1', '/healthz']) {
          expect((await carol.http('GET', path)).status, path).to.equal(200);
        }
      });
    });

    describe('by a role', () => {
      before(async () => {
        await here.given(roles, { metadata: { name: 'reader' }, rules: [
          { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'create'] },
          { apiGroups: ['kubectl-canary.dev'], resources: ['canaries'], verbs: ['promote'], resourceNames: ['one'] },
          { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['*'] },
        ] });
        await bind('readers', 'reader', [user('reader'), { apiGroup: rbac, kind: 'Group', name: 'team' }, { kind: 'ServiceAccount', name: 'default', namespace: here.name }]);
        await until('the role is in force', () => mayWhat(here.as('reader'), { verb: 'get', resource: 'configmaps' }));
      });
      const reader = here.as('reader');

      it('is given at once', async () => {
        expect((await reader.create(configMaps, aConfigMap('hers'))).status).to.equal(201);
        expect((await reader.get(configMaps, 'hers')).status).to.equal(200);
        expectRefusal(await reader.delete(configMaps, 'hers'), /^403 configmaps "hers" is forbidden: User "reader" cannot delete /);
      });

      it('says by what', async () => {
        expect(await review(reader, { verb: 'get', resource: 'configmaps' })).to.deep.equal({ allowed: true, reason: `RBAC: allowed by RoleBinding "readers/${here.name}" of Role "reader" to User "reader"` });
      });

      const canary = { verb: 'promote', resource: 'canaries', group: 'kubectl-canary.dev' };
      const cases: [string, string, string | undefined, Json, boolean][] = [
        ['to her own verbs on what is named', 'reader', undefined, { ...canary, name: 'one' }, true],
        ['to no other name', 'reader', undefined, { ...canary, name: 'two' }, false],
        ['to no unnamed one where names are given', 'reader', undefined, canary, false],
        ['to a subresource', 'reader', undefined, { verb: 'patch', group: 'apps', resource: 'deployments', subresource: 'scale' }, true],
        ['to the resource by no right to its subresource', 'reader', undefined, { verb: 'patch', group: 'apps', resource: 'deployments' }, false],
        ['elsewhere by no right of one namespace', 'reader', undefined, { namespace: 'default', verb: 'get', resource: 'configmaps' }, false],
        ['by group', 'somebody', 'team', { verb: 'get', resource: 'configmaps' }, true],
        ['not without it', 'somebody', undefined, { verb: 'get', resource: 'configmaps' }, false],
      ];
      for (const [title, who, group, attributes, expected] of cases) {
        it(`is given ${title}`, async () => {
          expect(await mayWhat(here.as(who, group), attributes)).to.equal(expected);
        });
      }

      it('is given to a service account, which can log in', async () => {
        const { status } = succeeded(await here.http('POST', here.path(serviceAccounts, 'default', 'token'), { body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} } }));
        await here.given(configMaps, aConfigMap('for-account'));
        const bearer = { Authorization: `Bearer ${status.token}` };
        expect((await ask(bearer, here.path(configMaps, 'for-account'))).status).to.equal(200);
        expectRefusal(await ask(bearer, here.path(configMaps)), `403 configmaps is forbidden: User "system:serviceaccount:${here.name}:default" cannot list resource "configmaps" in API group "" in the namespace "${here.name}"`);
      });

      it('of the whole cluster can be bound to one namespace, where people may edit but give no rights', async () => {
        expect((await here.http('GET', `/apis/${rbac}/v1/clusterroles`, { query: { fieldSelector: 'metadata.name=edit' } })).body.items).to.have.length(1);
        await bind('editors', 'edit', [user('editor')], 'ClusterRole');
        await until('the role is in force', () => mayWhat(here.as('editor'), { verb: 'patch', group: 'apps', resource: 'deployments' }));
        expect(await mayWhat(here.as('editor'), { verb: 'create', group: rbac, resource: 'roles' })).to.equal(false);
        expect(await mayWhat(here.as('editor'), { namespace: 'default', verb: 'patch', group: 'apps', resource: 'deployments' })).to.equal(false);
      });

      it('that gathers others has their rules', async () => {
        const name = here.name;
        const labels = { [`${name}.example.com/gather`]: 'true' };
        await here.given(clusterRoles, { metadata: { name: `${name}-part`, labels }, rules: [{ apiGroups: ['example.com'], resources: ['parts'], verbs: ['get'] }] });
        await here.given(clusterRoles, { metadata: { name: `${name}-whole` }, aggregationRule: { clusterRoleSelectors: [{ matchLabels: labels }] }, rules: [] });
        const { rules } = await here.until([clusterRoles, `${name}-whole`], 'has its rules', (role) => role.rules?.length > 0);
        expect(rules).to.deep.equal([{ apiGroups: ['example.com'], resources: ['parts'], verbs: ['get'] }]);
        await here.delete(clusterRoles, `${name}-part`);
        await here.delete(clusterRoles, `${name}-whole`);
      });

      it('cannot be exchanged in a binding', async () => {
        await bind('fixed', 'reader', [user('reader')]);
        expectRefusal(await here.patch(roleBindings, 'fixed', { roleRef: { name: 'other' } }), /^422 RoleBinding\.rbac\.authorization\.k8s\.io "fixed" is invalid: roleRef: Invalid value: .*: (cannot change roleRef|field is immutable)$/);
      });
    });

    describe('of others', () => {
      it('is found out by who may ask', async () => {
        const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec: { user: 'carol', resourceAttributes: { namespace: here.name, verb: 'get', resource: 'configmaps' } } };
        const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
        expect(succeeded(await here.http('POST', path, { body })).status.allowed).to.equal(false);
        expect(succeeded(await here.http('POST', path, { body: { ...body, spec: { ...body.spec, groups: ['system:masters'] } } })).status.allowed).to.equal(true);
        expectRefusal(await carol.http('POST', path, { body }), '403 subjectaccessreviews.authorization.k8s.io is forbidden: User "carol" cannot create resource "subjectaccessreviews" in API group "authorization.k8s.io" at the cluster scope');
      });

      it('is taken on by impersonation, with what goes with it', async () => {
        const who = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
        const { userInfo } = succeeded(await here.as('carol', 'team').http('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', { body: who })).status;
        expect([userInfo.username, userInfo.groups]).to.deep.equal(['carol', ['team', 'system:authenticated']]);
      });
    });

    describe('of nobody in particular', () => {
      it('ends at the version and the state of health', async () => {
        expect((await ask({}, '/version')).status).to.equal(200);
        expectRefusal(await ask({}, '/api/v1/namespaces'), '403 namespaces is forbidden: User "system:anonymous" cannot list resource "namespaces" in API group "" at the cluster scope');
        expectRefusal(await ask({}, '/apis'), '403 forbidden: User "system:anonymous" cannot get path "/apis"');
      });

      it('is not had by who brings a wrong token, or wants to be somebody', async () => {
        expect(refusalOf(await ask({ Authorization: 'Bearer wrong' }, '/version'))).to.deep.equal({ code: 401, reason: 'Unauthorized', message: 'Unauthorized', details: undefined });
        expectRefusal(await ask({ 'Impersonate-User': 'admin' }, '/api/v1/namespaces'), /^403 .*is forbidden: User "system:anonymous" cannot impersonate/);
      });
    });
  });
}
