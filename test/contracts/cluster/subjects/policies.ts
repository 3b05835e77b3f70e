import { expect } from 'chai';
import { configMaps, roleBindings, roles, validatingPolicies, validatingPolicyBindings } from '../../../../shared/kube/resources.ts';
import { until } from '../../../builders/until.ts';
import { aNamespace } from '../a-namespace.ts';
import type { Namespace } from '../a-namespace.ts';
import { refusalOf, succeeded, warningsOf } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aConfigMap, aMetricTemplate } from '../samples.ts';

/** A policy is for objects of this label alone, with its own name as the value. */
const kase = 'case';

/** Each policy's spec, and its binding's. */
function policies({ apiVersion, here }: { apiVersion: string; here: Namespace }): Record<string, [Json, Json]> {
  const params = { paramKind: { apiVersion, kind: 'MetricTemplate' }, validations: [{ expression: 'object.data.a != params.spec.query', messageExpression: "'kept from by ' + params.metadata.name" }] };
  const named = { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' }, validations: [{ expression: 'object.data.a != params.data.a', messageExpression: "'kept from by ' + params.metadata.name" }] };
  return {
    plain: [{ validations: [
      { expression: "request.operation == 'DELETE' || object.data.a != 'bad'" },
      { expression: "request.operation == 'DELETE' || object.data.a != 'bad'", message: 'never said' },
      { expression: "request.operation != 'DELETE' || oldObject.data.a != 'kept'", message: 'what is kept stays' },
    ] }, {}],
    spoken: [{ variables: [{ name: 'word', expression: "object.data.?word.orValue('none')" }], validations: [{ expression: "variables.word == 'none'", messageExpression: "variables.word + ', says ' + request.userInfo.username", message: 'not said', reason: 'Forbidden' }] }, {}],
    warned: [{ validations: [{ expression: 'false', message: 'take care' }] }, { validationActions: ['Warn'] }],
    unclear: [{ validations: [{ expression: "object.data.none == 'x'" }] }, {}],
    ignored: [{ failurePolicy: 'Ignore', validations: [{ expression: "object.data.none == 'x'" }, { expression: "object.data.a != 'bad'", message: 'still no' }] }, {}],
    conditional: [{ matchConditions: [{ name: 'name', expression: "object.metadata.name != 'unmet'" }], validations: [{ expression: 'false', message: 'the condition is met' }] }, {}],
    authorized: [{ validations: [{ expression: "authorizer.group('example.com').resource('things').namespace(request.namespace).name(object.metadata.name).check('promote').allowed()", message: 'may not promote' }] }, {}],
    placed: [{ validations: [{ expression: "namespaceObject.metadata.labels['contract'] == request.namespace && false", message: 'the namespace is known' }] }, {}],
    listed: [params, { paramRef: { selector: {}, parameterNotFoundAction: 'Allow' } }],
    named: [named, { paramRef: { name: 'param', namespace: here.name, parameterNotFoundAction: 'Deny' } }],
    missing: [named, { paramRef: { name: 'none', parameterNotFoundAction: 'Deny' } }],
    lenient: [named, { paramRef: { name: 'none', parameterNotFoundAction: 'Allow' } }],
  };
}

/** What the API server itself denies by rules. */
export function describePolicies(exam: Exam): void {
  describe('admission policies', () => {
    const here = aNamespace(exam, 'policies');
    const nameOf = (policy: string) => `${here.name}-${policy}`;
    const all = () => policies({ apiVersion: exam.kinds.metricTemplates.apiVersion, here });
    const labelled = (policy: string, { name = policy, ...data }: Json) => aConfigMap(name, { labels: { [kase]: policy }, data: { a: '1', ...data } });
    const create = (policy: string, data: Json = {}, who = here) => who.create(configMaps, labelled(policy, data));
    const wouldBe = (policy: string, data: Json = {}, who = here) => who.create(configMaps, labelled(policy, data), { query: { dryRun: 'All' } });
    const denial = (policy: string, why: string) => `ValidatingAdmissionPolicy '${nameOf(policy)}' with binding '${nameOf(policy)}' denied request: ${why}`;

    before(async () => {
      for (const [policy, [spec, binding]] of Object.entries(all())) {
        await here.given(validatingPolicies, { metadata: { name: nameOf(policy) }, spec: { ...matched(here, policy), ...spec } });
        await here.given(validatingPolicyBindings, { metadata: { name: nameOf(policy) }, spec: { policyName: nameOf(policy), validationActions: ['Deny'], ...binding } });
      }
      await until('the last of them is in force', async () => (await wouldBe('missing')).status !== 201);
    });
    after(async () => {
      for (const policy of Object.keys(all())) {
        await here.delete(validatingPolicyBindings, nameOf(policy));
        await here.delete(validatingPolicies, nameOf(policy));
      }
    });

    it('deny what breaks a rule, by the words of the rule where it has no others', async () => {
      const why = denial('plain', "failed expression: request.operation == 'DELETE' || object.data.a != 'bad'");
      expect(refusalOf(await create('plain', { a: 'bad' }))).to.deep.equal({
        code: 422, reason: 'Invalid', message: `configmaps "plain" is forbidden: ${why}`,
        details: { name: 'plain', kind: 'configmaps', causes: [{ message: why }] },
      });
      expect((await here.get(configMaps, 'plain')).status).to.equal(404);
    });

    it('deny updates and deletions as well', async () => {
      succeeded(await create('plain', { name: 'kept', a: 'kept' }));
      expectRefusal(await here.patch(configMaps, 'kept', { data: { a: 'bad' } }), /^422 configmaps "kept" is forbidden: /);
      expectRefusal(await here.delete(configMaps, 'kept'), `422 configmaps "kept" is forbidden: ${denial('plain', 'what is kept stays')}`);
      succeeded(await here.patch(configMaps, 'kept', { data: { a: 'free' } }));
      succeeded(await here.delete(configMaps, 'kept'));
    });

    it('deny in dry runs', async () => {
      expectRefusal(await wouldBe('plain', { a: 'bad' }), /^422 /);
    });

    it('say what their message expression makes, with the reason they give', async () => {
      succeeded(await create('spoken', { name: 'unspoken' }));
      const refusal = refusalOf(await create('spoken', { word: 'no' }, here.as('carol', 'system:masters')));
      expect(refusal).to.deep.include({ code: 403, reason: 'Forbidden', message: `configmaps "spoken" is forbidden: ${denial('spoken', 'no, says carol')}` });
    });

    it('only warn where that is how they are bound', async () => {
      expect(warningsOf(await create('warned'))).to.deep.equal([`Validation failed for ValidatingAdmissionPolicy '${nameOf('warned')}' with binding '${nameOf('warned')}': take care`]);
    });

    it('deny what they cannot evaluate, unless that is to be ignored', async () => {
      expectRefusal(await create('unclear'), `422 configmaps "unclear" is forbidden: ${denial('unclear', "expression 'object.data.none == 'x'' resulted in error: no such key: none")}`);
      succeeded(await create('ignored'));
      expectRefusal(await create('ignored', { name: 'not-ignored', a: 'bad' }), `422 configmaps "not-ignored" is forbidden: ${denial('ignored', 'still no')}`);
    });

    it('are for what meets their conditions', async () => {
      succeeded(await create('conditional', { name: 'unmet' }));
      expectRefusal(await create('conditional'), /the condition is met$/);
    });

    it('know the namespace', async () => {
      expectRefusal(await create('placed'), /the namespace is known$/);
    });

    it('ask who may do what, also verbs that nobody else knows', async () => {
      succeeded(await create('authorized', { name: 'by-admin' }));
      const apiGroup = 'rbac.authorization.k8s.io';
      await here.given(roles, { metadata: { name: 'promoter' }, rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['create'] }, { apiGroups: ['example.com'], resources: ['things'], resourceNames: ['hers'], verbs: ['promote'] }] });
      await here.given(roleBindings, { metadata: { name: 'promoters' }, roleRef: { apiGroup, kind: 'Role', name: 'promoter' }, subjects: [{ apiGroup, kind: 'User', name: 'carol' }] });
      const carol = here.as('carol');
      await until('the role is in force', async () => (await wouldBe('authorized', { name: 'hers' }, carol)).status === 201);
      expectRefusal(await create('authorized', { name: 'other' }, carol), `422 configmaps "other" is forbidden: ${denial('authorized', 'may not promote')}`);
    });

    describe('with parameters', () => {
      it('by a selector have a say for each of them, and none where there is none', async () => {
        const { metricTemplates } = exam.kinds;
        succeeded(await create('listed', { name: 'free', a: 'one' }));
        await here.given(metricTemplates, aMetricTemplate('first', { spec: { query: 'one' } }));
        await here.given(metricTemplates, aMetricTemplate('second', { spec: { query: 'two' } }));
        await until('both are known', async () => (await wouldBe('listed', { a: 'one' })).status !== 201 && (await wouldBe('listed', { a: 'two' })).status !== 201);
        expectRefusal(await create('listed', { a: 'one' }), `422 configmaps "listed" is forbidden: ${denial('listed', 'kept from by first')}`);
        expectRefusal(await create('listed', { a: 'two' }), `422 configmaps "listed" is forbidden: ${denial('listed', 'kept from by second')}`);
        succeeded(await create('listed', { a: 'three' }));
      });

      it('by name have the one', async () => {
        await here.given(configMaps, aConfigMap('param', { data: { a: 'two' } }));
        await until('it is known', async () => (await wouldBe('named', { a: '1' })).status === 201);
        expectRefusal(await create('named', { a: 'two' }), /kept from by param$/);
        succeeded(await create('named', { a: 'three' }));
      });

      it('that are not there deny or allow, as they say', async () => {
        expectRefusal(await create('missing'), `422 configmaps "missing" is forbidden: ${denial('missing', 'failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction')}`);
        succeeded(await create('lenient'));
      });
    });

    it('are refused where their rules make no sense', async () => {
      const create = (expression: string) => here.create(validatingPolicies, { metadata: { name: nameOf('wrong') }, spec: { ...matched(here, 'wrong'), validations: [{ expression }] } });
      const invalid = `422 ValidatingAdmissionPolicy.admissionregistration.k8s.io "${nameOf('wrong')}" is invalid: spec.validations[0].expression: Invalid value: `;
      expectRefusal(await create('1'), `${invalid}"1": must evaluate to bool but got int`);
      expectRefusal(await create('nothing.at.all'), /compilation failed: ERROR: <input>:1:1: undeclared reference to 'nothing'/);
    });
  });
}

function matched(here: Namespace, policy: string): Json {
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      namespaceSelector: { matchLabels: { contract: here.name } },
      objectSelector: { matchLabels: { [kase]: policy } },
      resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'], operations: ['CREATE', 'UPDATE', 'DELETE'] }],
    },
  };
}
