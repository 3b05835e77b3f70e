import { expect } from 'chai';
import type { Policy } from '../../../../../shared/simulator/admission/policies/policy.ts';
import type { Binding } from '../../../../../shared/simulator/admission/policies/policy.ts';
import { validateByPolicies } from '../../../../../shared/simulator/admission/policies/validate-by-policies.ts';
import type { Surroundings } from '../../../../../shared/simulator/admission/surroundings.ts';
import { ApiStatus } from '../../../../../shared/simulator/api-server/api-status.ts';
import { aConfigMap, anAdmissionWorld, aRequest, clusterRoles, configMaps } from '../../../../builders/an-admission-world.ts';

const apiVersion = 'admissionregistration.k8s.io/v1';
const rule = { apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations: ['*'] };

describe('shared/simulator/admission/policies/validate-by-policies.ts', () => {
  const created = aRequest(configMaps, { object: aConfigMap() });
  const role = aRequest(clusterRoles, { object: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'admin' } } });
  const says = (text: string) => `configmaps "settings" is forbidden: ValidatingAdmissionPolicy 'rule' with binding 'rule' denied request: ${text}`;

  const cases: { title: string; policy?: Partial<Policy['spec']>; binding?: Partial<Binding['spec']>; request?: typeof created; denied?: string; code?: number; world?: Partial<Surroundings> }[] = [
    { title: 'lets through what is valid', policy: { validations: [{ expression: "object.data.a == '1'" }] } },
    { title: 'denies what is not, and says which expression failed', policy: { validations: [{ expression: " object.data.a == '2'" }] }, denied: says("failed expression: object.data.a == '2'"), code: 422 },
    { title: 'says the message', policy: { validations: [{ expression: 'false', message: ' not so ', reason: 'Forbidden' }] }, denied: says('not so'), code: 403 },
    { title: 'says what an expression makes', policy: { validations: [{ expression: 'false', message: 'not so', messageExpression: "'not ' + object.data.a", reason: 'RequestEntityTooLarge' }] }, denied: says('not 1'), code: 413 },
    { title: 'says the message where its expression fails', policy: { validations: [{ expression: 'false', message: 'not so', messageExpression: 'object.data.nope', reason: 'Unauthorized' }] }, denied: says('not so'), code: 401 },
    { title: 'says the message where its expression makes two lines', policy: { validations: [{ expression: 'false', message: 'not so', messageExpression: "'a\\nb'" }] }, denied: says('not so'), code: 422 },
    { title: 'says the first of two denials', policy: { validations: [{ expression: 'false', message: 'first' }, { expression: 'false', message: 'second' }] }, denied: says('first'), code: 422 },
    { title: 'denies what cannot be evaluated', policy: { validations: [{ expression: "object.data.nope == '1'", reason: 'Forbidden' }] }, denied: says(`expression 'object.data.nope == '1'' resulted in error: no such key: nope`), code: 422 },
    { title: 'lets that through where failures are ignored', policy: { failurePolicy: 'Ignore', validations: [{ expression: "object.data.nope == '1'" }] } },
    { title: 'denies what is denied even where failures are ignored', policy: { failurePolicy: 'Ignore', validations: [{ expression: "object.data.nope == '1'" }, { expression: 'false', message: 'no' }] }, denied: says('no'), code: 422 },
    { title: 'denies where an expression cannot be read', policy: { validations: [{ expression: 'nope(' }] }, denied: says('compilation error: compilation failed: ERROR: Syntax error: <input>:1:6: Unexpected token: EOF'), code: 422 },
    { title: 'uses variables, and variables in variables', policy: { variables: [{ name: 'a', expression: 'object.data.?a' }, { name: 'b', expression: "variables.a.orValue('') + '!'" }], validations: [{ expression: "variables.b == '1!'" }] } },
    { title: 'evaluates no variable that is not asked for', policy: { variables: [{ name: 'a', expression: 'object.data.nope' }], validations: [{ expression: "true || variables.a == '1'" }] } },
    { title: 'says which variables failed', policy: { variables: [{ name: 'a', expression: 'object.data.nope' }, { name: 'b', expression: "variables.a + 'x'" }], validations: [{ expression: "variables.b == ''" }] }, denied: says(`expression 'variables.b == ''' resulted in error: composited variable "b" fails to evaluate: composited variable "a" fails to evaluate: no such key: nope`), code: 422 },
    { title: 'is not about what does not meet a condition', policy: { matchConditions: [{ name: 'a', expression: "object.data.nope == '1'" }, { name: 'b', expression: 'false' }], validations: [{ expression: 'false' }] } },
    { title: 'denies where a condition cannot be evaluated', policy: { matchConditions: [{ name: 'a', expression: "object.data.nope == '1'" }], validations: [{ expression: 'true' }] }, denied: says(`expression 'object.data.nope == '1'' resulted in error: no such key: nope`), code: 422 },
    { title: 'is not about it then, where failures are ignored', policy: { failurePolicy: 'Ignore', matchConditions: [{ name: 'a', expression: "object.data.nope == '1'" }], validations: [{ expression: 'false' }] } },
    { title: 'is not about what its constraints do not match', policy: { matchConstraints: { resourceRules: [{ ...rule, operations: ['DELETE'] }] }, validations: [{ expression: 'false' }] } },
    { title: 'is not about what its binding does not match', binding: { matchResources: { namespaceSelector: { matchLabels: { team: 'b' } } } }, policy: { validations: [{ expression: 'false' }] } },
    { title: 'does nothing without a binding', binding: { policyName: 'another' }, policy: { validations: [{ expression: 'false' }] } },
    { title: 'does not deny where it is only to audit', binding: { validationActions: ['Audit'] }, policy: { validations: [{ expression: 'false' }] } },
    { title: 'sees who asks for what', policy: { validations: [{ expression: "request.operation == 'CREATE' && request.kind.kind == 'ConfigMap' && request.resource.resource == 'configmaps' && request.name == 'settings' && request.namespace == 'test' && request.userInfo.username == 'alice' && 'developers' in request.userInfo.groups && !request.dryRun && request.options.kind == 'CreateOptions' && !has(request.subResource)" }] } },
    { title: 'sees the namespace', policy: { validations: [{ expression: "namespaceObject.metadata.labels.team == 'a' && !has(namespaceObject.kind)" }] } },
    { title: 'sees none of what is in none', request: role, policy: { validations: [{ expression: 'namespaceObject == null && !has(request.namespace)' }] } },
    { title: 'sees no old object of a new one', policy: { validations: [{ expression: 'oldObject == null' }] } },
    { title: 'sees no object of one that is deleted', request: aRequest(configMaps, { oldObject: aConfigMap() }), policy: { validations: [{ expression: "object == null && oldObject.data.a == '1'" }] } },
    { title: 'asks what the user may do', world: { isAllowed: ({ user, verb, resource }) => user.username === 'alice' && verb === 'own' && resource === 'configmaps' }, policy: { validations: [{ expression: "authorizer.requestResource.check('own').allowed() && !authorizer.group('').resource('pods').check('own').allowed()" }] } },
    { title: 'does not ask that for a message', policy: { variables: [{ name: 'may', expression: "string(authorizer.path('/x').check('get').allowed())" }], validations: [{ expression: 'false', message: 'not so', messageExpression: 'variables.may' }] }, denied: says('not so'), code: 422 },
    { title: 'has null for a parameter where the binding names none', policy: { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' }, validations: [{ expression: 'params == null' }] } },
    { title: 'takes a parameter by name, from the namespace of the object', policy: { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' }, validations: [{ expression: "params.metadata.name == 'limits' && params.kind == 'ConfigMap' && params.data.most == '5'" }] }, binding: { paramRef: { name: 'limits', parameterNotFoundAction: 'Deny' } } },
    { title: 'takes a parameter from another namespace', policy: { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' }, validations: [{ expression: "params.data.most == '9'" }] }, binding: { paramRef: { name: 'limits', namespace: 'other', parameterNotFoundAction: 'Deny' } } },
    { title: 'is evaluated with each parameter that is selected', policy: { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' }, validations: [{ expression: "params.metadata.name != 'more'", messageExpression: "'with ' + params.metadata.name" }] }, binding: { paramRef: { selector: {}, parameterNotFoundAction: 'Allow' } }, denied: says('with more'), code: 422 },
    { title: 'is evaluated with no other', policy: { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' }, validations: [{ expression: "params.metadata.name != 'more'" }] }, binding: { paramRef: { selector: { matchLabels: { use: 'limits' } }, parameterNotFoundAction: 'Allow' } } },
    { title: 'takes conditions with each parameter', policy: { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' }, matchConditions: [{ name: 'a', expression: "params.metadata.name == 'limits'" }], validations: [{ expression: "params.metadata.name != 'more'" }] }, binding: { paramRef: { selector: {}, parameterNotFoundAction: 'Allow' } } },
    { title: 'lets through where no parameter is found', policy: { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' }, validations: [{ expression: 'false' }] }, binding: { paramRef: { name: 'nope', parameterNotFoundAction: 'Allow' } } },
    { title: 'denies that, where the binding wants it', policy: { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' }, validations: [{ expression: 'true' }] }, binding: { validationActions: ['Audit'], paramRef: { name: 'nope', parameterNotFoundAction: 'Deny' } }, denied: says('failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction'), code: 422 },
    { title: 'needs a namespace for its parameters', request: role, policy: { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' } }, binding: { paramRef: { name: 'limits' } }, denied: `clusterroles.rbac.authorization.k8s.io "admin" is forbidden: ValidatingAdmissionPolicy 'rule' with binding 'rule' denied request: failed to configure binding: cannot use namespaced paramRef in policy binding that matches cluster-scoped resources`, code: 422 },
    { title: 'denies where there is no such kind of parameter', policy: { paramKind: { apiVersion: 'nope.dev/v1', kind: 'Nope' } }, binding: { paramRef: { name: 'x' } }, denied: `configmaps "settings" is forbidden: ValidatingAdmissionPolicy 'rule' denied request: failed to configure policy: failed to find resource referenced by paramKind: 'nope.dev/v1, Kind=Nope'`, code: 422 },
    { title: 'lets through then, where failures are ignored', policy: { failurePolicy: 'Ignore', paramKind: { apiVersion: 'nope.dev/v1', kind: 'Nope' } }, binding: { paramRef: { name: 'x' } } },
  ];
  for (const { title, policy = {}, binding = {}, request = created, denied, code, world: changes } of cases) {
    it(title, () => {
      const { surroundings, put } = anAdmissionWorld(changes);
      put(aConfigMap({ name: 'limits', labels: { use: 'limits' }, data: { most: '5' } }), aConfigMap({ name: 'more' }), aConfigMap({ name: 'limits', namespace: 'other', data: { most: '9' } }));
      put(aPolicy('rule', policy), aBinding('rule', binding));
      const act = () => validateByPolicies(request, surroundings);
      if (denied === undefined) {
        expect(act).to.not.throw();
      } else {
        expect(act).to.throw(ApiStatus).that.includes({ message: denied, code });
      }
    });
  }

  it('refuses with a Status that names the object and the cause', () => {
    const { surroundings, put } = anAdmissionWorld();
    put(aPolicy('rule', { validations: [{ expression: 'false', message: 'not so', reason: 'Forbidden' }] }), aBinding('rule'));
    expect(() => validateByPolicies(created, surroundings)).to.throw(ApiStatus).with.property('body').that.deep.equals({
      kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', code: 403, reason: 'Forbidden', message: says('not so'),
      details: { name: 'settings', kind: 'configmaps', causes: [{ message: `ValidatingAdmissionPolicy 'rule' with binding 'rule' denied request: not so` }] },
    });
  });

  it('warns where a binding wants that, and no more', () => {
    const { surroundings, put } = anAdmissionWorld();
    put(aPolicy('rule', { validations: [{ expression: 'false', message: 'not so' }] }), aBinding('rule', { validationActions: ['Warn', 'Audit'] }));
    const request = aRequest(configMaps, { object: aConfigMap() });
    validateByPolicies(request, surroundings);
    expect(request.warnings).to.deep.equal([`Validation failed for ValidatingAdmissionPolicy 'rule' with binding 'rule': not so`]);
  });

  it('takes policies, and the bindings of each, by name', () => {
    const { surroundings, put } = anAdmissionWorld();
    put(aPolicy('b', { validations: [{ expression: 'false', message: 'b' }] }), aPolicy('a', { validations: [{ expression: 'false', message: 'a' }] }));
    put(aBinding('2', { policyName: 'a' }), aBinding('1', { policyName: 'b' }), aBinding('3', { policyName: 'a' }));
    expect(() => validateByPolicies(created, surroundings)).to.throw(`ValidatingAdmissionPolicy 'a' with binding '2' denied request: a`);
  });
});

function aPolicy(name: string, spec: Partial<Policy['spec']> = {}): object {
  return { apiVersion, kind: 'ValidatingAdmissionPolicy', metadata: { name }, spec: { failurePolicy: 'Fail', matchConstraints: { resourceRules: [rule] }, validations: [], ...spec } };
}

function aBinding(name: string, spec: Partial<Binding['spec']> = {}): object {
  return { apiVersion, kind: 'ValidatingAdmissionPolicyBinding', metadata: { name }, spec: { policyName: name, validationActions: ['Deny'], ...spec } };
}
