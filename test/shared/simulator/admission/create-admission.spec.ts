/** What the policies say that we ship, while no webhook of ours answers: the cases of the cluster's story, without a cluster. */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import * as names from '../../../../shared/api/annotations.ts';
import type { Attributes } from '../../../../shared/simulator/admission/attributes.ts';
import { createAdmission } from '../../../../shared/simulator/admission/create-admission.ts';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import type { AccessAttributes } from '../../../../shared/simulator/api-server/authorize.ts';
import { mergePatch } from '../../../../shared/simulator/patches/merge-patch.ts';
import { aCanary } from '../../../builders/a-canary.ts';
import { aDeployment } from '../../../builders/a-deployment.ts';
import { aConfigMap, anAdmissionWorld, aNamespace, aRequest, canaries, configMaps, deployments, namespaces } from '../../../builders/an-admission-world.ts';

/** developer: changes Deployments. editor: changes Canaries too. operator: may promote. breaker: a developer who may bypass. */
type Person = 'developer' | 'editor' | 'operator' | 'breaker';
const mayOnCanaries: Partial<Record<string, string>> = { operator: 'promote', breaker: 'bypass' };

interface Attempt {
  readonly title: string;
  readonly by?: Person;
  /** A JSON merge patch. */
  readonly patch: object;
  /** What is said; a change is let through where there is nothing here. */
  readonly denied?: RegExp;
}

const other = { spec: { template: { metadata: { annotations: { version: 'next' } } } } };
const another = { spec: { template: { metadata: { annotations: { version: 'after-next' } } } } };
const marks = { [names.heldBy]: 'podinfo', [names.stableTemplate]: '0000000000', [names.heldTemplate]: '1111111111' };
const noMarks = { [names.heldBy]: null, [names.stableTemplate]: null, [names.heldTemplate]: null };

describe('shared/simulator/admission/create-admission.ts', () => {
  const podinfo = aDeployment().named('podinfo').inNamespace('test').replicas(2).build() as unknown as ApiObject;
  const canary = aCanary().named('podinfo').inNamespace('test').build() as unknown as ApiObject;

  describe('on a target that serves', () => {
    attempts(podinfo, [
      { title: 'a new template that nobody held', patch: other, denied: /^deployments\.apps "podinfo" is forbidden: ValidatingAdmissionPolicy 'kubectl-canary-hold' with binding 'kubectl-canary-hold' denied request: deployment\/podinfo is guarded by canary podinfo, but no webhook has held this change: .* annotate the Deployment with kubectl-canary\.dev\/bypass/ },
      { title: 'a new template that is held', patch: changed(other, marks, { paused: true }) },
      { title: 'a new template with the marks of a hold, but not paused', patch: changed(other, marks), denied: /no webhook has held this change/ },
      { title: 'a new template that is paused, but has no marks', patch: changed(other, {}, { paused: true }), denied: /no webhook has held this change/ },
      { title: 'a new template that a developer promotes', patch: changed(other, { [names.promote]: '1111111111' }), denied: /user "developer" may not promote canary podinfo: expected the verb promote/ },
      { title: 'a new template that an operator promotes', by: 'operator', patch: changed(other, { [names.promote]: '1111111111' }) },
      { title: 'a bypass by a developer', patch: changed(other, { [names.bypass]: 'fire' }), denied: /user "developer" may not pass canary podinfo by: expected the verb bypass/ },
      { title: 'a bypass by an operator', by: 'operator', patch: changed(other, { [names.bypass]: 'fire' }), denied: /may not pass canary podinfo by/ },
      { title: 'a bypass by who may', by: 'breaker', patch: changed(other, { [names.bypass]: 'fire' }) },
      { title: 'a bypass that the webhook has consumed', by: 'breaker', patch: changed(other, { [names.bypassed]: '1111111111: fire' }) },
      { title: 'a new template that says it was lifted', patch: changed(other, { [names.lifted]: '0000000000' }), denied: /no webhook has held this change/ },
      { title: 'a new template without replicas', patch: changed(other, {}, { replicas: 0 }) },
      { title: 'another number of replicas', patch: { spec: { replicas: 3 } } },
      { title: 'another label', patch: { metadata: { labels: { team: 'a' } } } },
      { title: 'its own pause', patch: { spec: { paused: true } } },
      { title: 'a restart', patch: restart(), denied: /no webhook has held this change/ },
    ]);
  });

  describe('on a target whose canary skips restarts', () => {
    attempts(podinfo, [
      { title: 'a restart', patch: restart() },
      { title: 'a restart with something else', patch: restart({ version: 'next' }), denied: /no webhook has held this change/ },
    ], mergePatch(canary, { spec: { analysis: { skipRestarts: true } } }) as ApiObject);
  });

  describe('on a Deployment that no canary targets', () => {
    attempts(podinfo, [{ title: 'a new template', patch: other }], mergePatch(canary, { spec: { targetRef: { name: 'another' } } }) as ApiObject);
  });

  describe('on a target whose canary is being deleted', () => {
    attempts(podinfo, [{ title: 'a new template', patch: other }], mergePatch(canary, { metadata: { deletionTimestamp: '2026-01-31T12:00:00Z' } }) as ApiObject);
  });

  describe('on a target that is held', () => {
    attempts(mergePatch(podinfo, changed(other, marks, { paused: true })) as ApiObject, [
      { title: 'kubectl rollout resume', patch: { spec: { paused: false } }, denied: /deployment\/podinfo is held by canary podinfo while its new template 1111111111 waits: run "kubectl canary promote podinfo -n test" to let it through, or "kubectl canary abort podinfo -n test --revert"/ },
      { title: 'kubectl rollout resume by an operator', by: 'operator', patch: { spec: { paused: false } }, denied: /is held by canary podinfo/ },
      { title: 'an apply that drops the marks', patch: changed({}, noMarks), denied: /is held by canary podinfo/ },
      { title: 'another stable template in the marks', patch: changed({}, { [names.stableTemplate]: '2222222222' }), denied: /is held by canary podinfo/ },
      { title: 'a further template that is held too', patch: changed(another, { [names.heldTemplate]: '2222222222' }) },
      { title: 'a further template that is not', patch: changed(another, noMarks, { paused: false }), denied: /no webhook has held this change/ },
      { title: 'the stable template again', patch: changed({ spec: { template: { metadata: { annotations: { version: null } } } } }, { ...noMarks, [names.lifted]: '0000000000' }, { paused: false }) },
      { title: 'a lift to another template than the stable one', patch: changed(another, { ...noMarks, [names.lifted]: '2222222222' }, { paused: false }), denied: /no webhook has held this change/ },
      { title: 'its promotion by an operator', by: 'operator', patch: changed({}, { ...noMarks, [names.promote]: '1111111111' }, { paused: false }) },
      { title: 'its promotion by a developer', patch: changed({}, { ...noMarks, [names.promote]: '1111111111' }, { paused: false }), denied: /may not promote canary podinfo/ },
      { title: 'the promotion of what is not held any more', by: 'operator', patch: changed({}, { ...noMarks, [names.promote]: '3333333333' }, { paused: false }), denied: /is held by canary podinfo/ },
      { title: 'a bypass by who may', by: 'breaker', patch: changed({}, { ...noMarks, [names.bypass]: 'fire' }, { paused: false }) },
      { title: 'another number of replicas', patch: { spec: { replicas: 3 } } },
    ]);
  });

  describe('on a target that is rolling', () => {
    const rolling = mergePatch(podinfo, { ...other, status: { replicas: 3, updatedReplicas: 1 } }) as ApiObject;
    attempts(rolling, [
      { title: 'a further template', patch: another, denied: /canary podinfo is being promoted: 1 of 2 pods; apply again in a moment, or run "kubectl canary abort podinfo -n test"/ },
      { title: 'a further template that an operator promotes', by: 'operator', patch: changed(another, { [names.promote]: '2222222222' }) },
      { title: 'a further template past the analysis, by who may', by: 'breaker', patch: changed(another, { [names.bypass]: 'fire' }) },
      { title: 'another label', patch: { metadata: { labels: { team: 'a' } } } },
    ]);
    const stuck = { observedGeneration: 5, conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }] };
    attempts(mergePatch(rolling, { metadata: { generation: 5 }, status: stuck }) as ApiObject, [{ title: 'a further template once its progress deadline is exceeded', patch: another }]);
  });

  describe('on a target that has never worked', () => {
    attempts(mergePatch(podinfo, { status: { availableReplicas: 0, readyReplicas: 0 } }) as ApiObject, [{ title: 'its repair', patch: other }]);
    attempts(mergePatch(podinfo, { ...changed({}, marks, { paused: true }), status: { availableReplicas: null } }) as ApiObject, [
      { title: 'its repair while it is held', patch: changed(other, noMarks, { paused: false }) },
      { title: 'no more than its release', patch: { spec: { paused: false } }, denied: /is held by canary podinfo/ },
    ]);
  });

  describe('on commands', () => {
    const command = (by: Person, verb: string, at = '2026-01-31T12:00:00.000Z', said: string = by) => ({ metadata: { annotations: { [names.command]: verb, [names.commandBy]: said, [names.commandAt]: at } } });
    const obeyed = mergePatch(canary, { status: { command: { verb: 'pause', by: 'x', at: '2026-01-31T00:00:00Z' } } }) as ApiObject;
    const cases: Attempt[] = [
      { title: 'a promotion by an operator', by: 'operator', patch: command('operator', 'promote') },
      { title: 'a promotion by an editor', by: 'editor', patch: command('editor', 'promote'), denied: /^canaries\.kubectl-canary\.dev "podinfo" is forbidden: .* user "editor" may not promote canary podinfo: expected the verb promote/ },
      { title: 'a pause by an editor', by: 'editor', patch: command('editor', 'pause') },
      { title: 'a pause in the name of another', by: 'editor', patch: command('editor', 'pause', undefined, 'somebody'), denied: /command-by must be "editor", got "somebody"; run "kubectl canary pause podinfo -n test"/ },
      { title: 'a command that is none', by: 'operator', patch: command('operator', 'stop'), denied: /"stop" is no command: .* promote, abort, revert, pause or resume/ },
      { title: 'a command at no time', by: 'operator', patch: command('operator', 'abort', 'now'), denied: /command-at must be a time such as \S+, got "now"/ },
      { title: 'a command that is older than the last one', by: 'operator', patch: command('operator', 'abort', '2026-01-30T00:00:00Z'), denied: /this command is of 2026-01-30T00:00:00Z, but one of 2026-01-31T00:00:00Z was obeyed already: check the clock/ },
      { title: 'another label', by: 'editor', patch: { metadata: { labels: { team: 'a' } } } },
    ];
    for (const each of cases) {
      itIsSaid(each, () => said(aRequest(canaries, { object: mergePatch(obeyed, each.patch) as ApiObject, oldObject: obeyed }), each.by));
    }

    it('lets through a new Canary that carries one', async () => {
      expect(await said(aRequest(canaries, { object: mergePatch(canary, command('operator', 'promote')) as ApiObject }), 'operator')).to.equal('');
    });
  });

  describe('on deletion', () => {
    const initialized = mergePatch(canary, { status: { phase: 'Initialized' } }) as ApiObject;
    const keeps = /deleting canary podinfo now would leave its target held .* run "kubectl canary delete podinfo -n test", which does it first/;
    const bypassing = mergePatch(initialized, { metadata: { annotations: { [names.bypass]: 'gone anyway' } } }) as ApiObject;
    const cases: { title: string; oldObject: ApiObject; by?: string; denied?: RegExp; phase?: string }[] = [
      { title: 'a Canary that was never set up', oldObject: canary },
      { title: 'one whose target and traffic nobody would put back', oldObject: initialized, denied: keeps },
      { title: 'one that says to break glass, by who may not', oldObject: bypassing, denied: keeps },
      { title: 'one that says to break glass, by who may', oldObject: bypassing, by: 'breaker' },
      { title: 'one that a runner puts back', oldObject: mergePatch(initialized, { metadata: { finalizers: [names.finalizer] } }) as ApiObject },
      { title: 'one with its whole namespace', oldObject: initialized, phase: 'Terminating' },
      { title: 'one by Kubernetes itself', oldObject: initialized, by: 'system:serviceaccount:kube-system:generic-garbage-collector' },
    ];
    for (const { title, oldObject, by = 'operator', denied, phase = 'Active' } of cases) {
      itIsSaid({ title, ...(denied === undefined ? {} : { denied }) }, () => said(aRequest(canaries, { oldObject }), by, [phase === 'Active' ? aNamespace('test') : ending('test')]));
    }
  });

  it('refuses what is made in a namespace that is being deleted, before anybody is asked', async () => {
    const request = aRequest(configMaps, { object: aConfigMap({ namespace: 'test' }) });
    expect(await said(request, 'operator', [ending('test')])).to.match(/because it is being terminated/);
  });

  it('asks nobody about what configures admission', async () => {
    const everything = { apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations: ['*'] };
    const never = [
      { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata: { name: 'never' }, spec: { matchConstraints: { resourceRules: [everything] }, validations: [{ expression: 'false', message: 'never' }] } },
      { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding', metadata: { name: 'never' }, spec: { policyName: 'never', validationActions: ['Deny'] } },
    ];
    const policies = anAdmissionWorld().surroundings.definitions.ofKind('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy')!;
    expect(await said(aRequest(policies, { object: never[0] as unknown as ApiObject }), 'developer', never)).to.equal('');
    expect(await said(aRequest(namespaces, { object: aNamespace('new'), namespace: '', name: 'new' }), 'developer', never)).to.match(/^namespaces "new" is forbidden: .*never/);
  });

  function attempts(oldObject: ApiObject, cases: readonly Attempt[], parameter = canary): void {
    for (const each of cases) {
      itIsSaid(each, () => said(aRequest(deployments, { object: mergePatch(oldObject, each.patch) as ApiObject, oldObject }), each.by, [parameter]));
    }
  }
});

function itIsSaid({ title, denied }: Pick<Attempt, 'title' | 'denied'>, act: () => Promise<string>): void {
  it(`${denied === undefined ? 'lets through' : 'denies'} ${title}`, async () => {
    const text = await act();
    if (denied === undefined) {
      expect(text).to.equal('');
    } else {
      expect(text).to.match(denied);
    }
  });
}

/** What is said against a request; empty where it is let through. */
async function said(request: Attributes, username = 'developer', objects: readonly object[] = []): Promise<string> {
  const { surroundings, put } = anAdmissionWorld({ isAllowed });
  put(...objects, ...shipped);
  const admission = createAdmission(surroundings);
  const attributes = { ...request, user: { username, groups: ['system:authenticated'] } };
  try {
    await admission.validate({ ...attributes, object: request.operation === 'DELETE' ? undefined : await admission.mutate(attributes) });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

function isAllowed({ user, verb, group, resource, namespace, name }: AccessAttributes): boolean {
  return group === 'kubectl-canary.dev' && resource === 'canaries' && namespace === 'test' && name === 'podinfo' && mayOnCanaries[user.username] === verb;
}

/** With failurePolicy Fail: ignored, an expression that cannot be evaluated would let everything through. */
const shipped = ['policy-hold', 'policy-commands']
  .flatMap((file) => parseAllDocuments(readFileSync(new URL(`../../../../manifests/webhook/${file}.yaml`, import.meta.url), 'utf8')))
  .map((document) => document.toJS() as ApiObject)
  .map((object) => (object.kind === 'ValidatingAdmissionPolicy' ? mergePatch(object, { spec: { failurePolicy: 'Fail' } }) as object : object));

function ending(name: string): ApiObject {
  return mergePatch(aNamespace(name, {}, 'Terminating'), { metadata: { deletionTimestamp: '2026-01-31T12:00:00Z' } }) as ApiObject;
}

/** A patch with these annotations and fields of spec as well. */
function changed(patch: { spec?: object }, annotations: Record<string, string | null>, spec: object = {}): object {
  return { metadata: { annotations }, spec: { ...patch.spec, ...spec } };
}

function restart(annotations: Record<string, string> = {}): object {
  return { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-01-31T12:00:00Z', ...annotations } } } } };
}
