/** What the policies say while no webhook of ours answers. They are bound to this story's namespace alone. */
import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import * as names from '../../shared/api/annotations.ts';
import type { Canary } from '../../shared/api/canary.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { deployments } from '../../shared/kube/resources.ts';
import { withoutProduct } from './product.ts';
import { waitFor } from './wait-for.ts';
import { aWorld } from './world.ts';

interface Deployment extends KubeObject {
  status?: { updatedReplicas?: number; availableReplicas?: number; conditions?: { reason?: string }[] };
}

interface Attempt {
  readonly title: string;
  readonly by?: Person;
  /** A JSON merge patch. */
  readonly patch: object;
  /** What is said; a change is let through where there is nothing here. */
  readonly denied?: RegExp;
}

/** developer: changes Deployments. editor: changes Canaries too. operator: has the role of that name. breaker: a developer who may bypass. */
type Person = 'developer' | 'editor' | 'operator' | 'breaker';
const people: readonly Person[] = ['developer', 'editor', 'operator', 'breaker'];

const manifests = new URL('../../manifests/', import.meta.url);
const other = { spec: { template: { metadata: { annotations: { version: 'next' } } } } };
const another = { spec: { template: { metadata: { annotations: { version: 'after-next' } } } } };
const marks = { [names.heldBy]: 'podinfo', [names.stableTemplate]: '0000000000', [names.heldTemplate]: '1111111111' };
const noMarks = { [names.heldBy]: null, [names.stableTemplate]: null, [names.heldTemplate]: null };

describe('the policies', () => {
  const world = aWorld('policies');
  withoutProduct(world);

  before(async () => {
    await world.kubectl('apply', '--server-side', '--force-conflicts', '-f', new URL('crds', manifests).pathname);
    await letPeopleIn();
    await world.apply('podinfo');
    await world.apply('canary');
    await world.tryApply(await policiesOfThisNamespace());
    await waitForPodinfo('has two available pods', ({ status }) => status?.availableReplicas === 2);
    await waitFor('the policies are in force', async () => (await attempt({ title: '', patch: other })).includes('kubectl-canary'), 30);
  });
  after(async () => {
    for (const { kind, metadata } of await policiesOfThisNamespace()) {
      await world.kubectl('delete', kind, metadata.name);
    }
  });

  describe('on a target that serves', () => {
    attempts([
      { title: 'a new template that nobody held', patch: other, denied: /deployment\/podinfo is guarded by canary podinfo, but no webhook has held this change: .* annotate the Deployment with kubectl-canary\.dev\/bypass/ },
      { title: 'a new template that is held', patch: changed(other, marks, { paused: true }) },
      { title: 'a new template with the marks of a hold, but not paused', patch: changed(other, marks), denied: /no webhook has held this change/ },
      { title: 'a new template that is paused, but has no marks', patch: changed(other, {}, { paused: true }), denied: /no webhook has held this change/ },
      { title: 'a new template that a developer promotes', patch: changed(other, { [names.promote]: '1111111111' }), denied: /user "\S*developer" may not promote canary podinfo: expected the verb promote/ },
      { title: 'a new template that an operator promotes', by: 'operator', patch: changed(other, { [names.promote]: '1111111111' }) },
      { title: 'a bypass by a developer', patch: changed(other, { [names.bypass]: 'fire' }), denied: /user "\S*developer" may not pass canary podinfo by: expected the verb bypass/ },
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

    it('let a restart through, and nothing else, where the canary skips restarts', async () => {
      await world.kubectl('patch', 'canary', 'podinfo', '--type=merge', '-p', '{"spec":{"analysis":{"skipRestarts":true}}}');
      await waitFor('the policy knows', async () => (await attempt({ title: '', patch: restart() })) === '', 30);
      expect(await attempt({ title: '', patch: restart({ version: 'next' }) })).to.match(/no webhook has held this change/);
      await world.kubectl('patch', 'canary', 'podinfo', '--type=merge', '-p', '{"spec":{"analysis":{"skipRestarts":null}}}');
    });

    it('let a Deployment that no canary targets be changed', async () => {
      await world.apply<Deployment>('podinfo', (object) => (object.metadata.name = 'bystander'));
      const { stderr } = await patchDeployment('bystander', 'developer', other);
      expect(stderr).to.equal('');
    });
  });

  describe('on a target that is held', () => {
    before(async () => {
      await world.kubectl('patch', 'deployment', 'podinfo', '--type=merge', '-p', JSON.stringify(changed(other, marks, { paused: true })));
    });

    attempts([
      { title: 'kubectl rollout resume', patch: { spec: { paused: false } }, denied: /deployment\/podinfo is held by canary podinfo while its new template 1111111111 waits: run "kubectl canary promote podinfo -n \S+" to let it through, or "kubectl canary abort podinfo -n \S+ --revert"/ },
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

    it('let kubectl scale it', async () => {
      await world.kubectl('scale', 'deployment', 'podinfo', '--replicas=2', '--as', nameOf('operator'));
    });
  });

  describe('on a target that is rolling', () => {
    before(async () => {
      const neverReady = { spec: { template: { spec: { containers: [{ name: 'podinfod', readinessProbe: { httpGet: { path: '/never' } } }] } }, paused: false } };
      await world.kubectl('patch', 'deployment', 'podinfo', '-p', JSON.stringify(changed(neverReady, { ...noMarks, [names.promote]: '1111111111' })), '--as', nameOf('operator'));
      await waitForPodinfo('runs one new pod', ({ status }) => status?.updatedReplicas === 1);
    });

    attempts([
      { title: 'a further template', patch: another, denied: /canary podinfo is being promoted: 1 of 2 pods; apply again in a moment, or run "kubectl canary abort podinfo -n \S+"/ },
      { title: 'a further template that an operator promotes', by: 'operator', patch: changed(another, { [names.promote]: '2222222222' }) },
      { title: 'a further template past the analysis, by who may', by: 'breaker', patch: changed(another, { [names.bypass]: 'fire' }) },
      { title: 'another label', patch: { metadata: { labels: { team: 'a' } } } },
    ]);

    it('let it be changed once its progress deadline is exceeded', async () => {
      await world.kubectl('patch', 'deployment', 'podinfo', '--type=merge', '-p', '{"spec":{"progressDeadlineSeconds":2}}');
      await waitForPodinfo('has exceeded its deadline', ({ status }) => status?.conditions?.some(({ reason }) => reason === 'ProgressDeadlineExceeded') === true);
      expect(await attempt({ title: '', patch: another })).to.equal('');
    });
  });

  it('let a target be repaired that has never worked', async () => {
    const [broken, , canary] = [...(await world.fixture('podinfo')), ...(await world.fixture('canary'))] as [Deployment, KubeObject, Canary];
    const renamed = JSON.parse(JSON.stringify([broken, canary]).replaceAll('"podinfo"', '"broken"').replaceAll('/readyz', '/never')) as KubeObject[];
    await world.tryApply(renamed);
    await world.kubectl('patch', 'deployment', 'broken', '--type=merge', '-p', JSON.stringify(changed({}, marks, { paused: true })));
    const released = { spec: { paused: false } };
    await waitFor('the policy knows its canary', async () => (await patchDeployment('broken', 'developer', released)).stderr.includes('is held by canary broken'), 30);
    expect((await patchDeployment('broken', 'developer', changed(other, noMarks, released.spec))).stderr).to.equal('');
  });

  describe('on commands', () => {
    const command = (by: Person, verb: string, at = '2026-01-31T12:00:00.000Z', said: string = nameOf(by)) => ({ metadata: { annotations: { [names.command]: verb, [names.commandBy]: said, [names.commandAt]: at } } });
    const cases: { title: string; by: Person; patch: object; denied?: RegExp }[] = [
      { title: 'a promotion by an operator', by: 'operator', patch: command('operator', 'promote') },
      { title: 'a promotion by an editor', by: 'editor', patch: command('editor', 'promote'), denied: /user "\S*editor" may not promote canary podinfo: expected the verb promote/ },
      { title: 'a pause by an editor', by: 'editor', patch: command('editor', 'pause') },
      { title: 'a pause in the name of another', by: 'editor', patch: command('editor', 'pause', undefined, 'somebody'), denied: /command-by must be "\S*editor", got "somebody"; run "kubectl canary pause podinfo -n \S+"/ },
      { title: 'a command that is none', by: 'operator', patch: command('operator', 'stop'), denied: /"stop" is no command: .* promote, abort, revert, pause or resume/ },
      { title: 'a command at no time', by: 'operator', patch: command('operator', 'abort', 'now'), denied: /command-at must be a time such as \S+, got "now"/ },
      { title: 'a command that is older than the last one', by: 'operator', patch: command('operator', 'abort', '2026-01-30T00:00:00Z'), denied: /this command is of 2026-01-30T00:00:00Z, but one of 2026-01-31T00:00:00Z was obeyed already: check the clock/ },
      { title: 'another label', by: 'editor', patch: { metadata: { labels: { team: 'a' } } } },
    ];
    before(() => world.kubectl('patch', 'canary', 'podinfo', '--subresource=status', '--type=merge', '-p', JSON.stringify({ status: { command: { verb: 'pause', by: 'x', at: '2026-01-31T00:00:00Z' } } })));

    for (const { title, by, patch, denied } of cases) {
      it(`${denied === undefined ? 'let through' : 'deny'} ${title}`, async () => {
        const { stderr } = await world.tryKubectl('patch', 'canary', 'podinfo', '--type=merge', '-p', JSON.stringify(patch), '--dry-run=server', '--as', nameOf(by));
        expectSaid(stderr, denied);
      });
    }
  });

  describe('on deletion', () => {
    const remove = async (by: Person) => (await world.tryKubectl('delete', 'canary', 'podinfo', '--dry-run=server', '--as', nameOf(by))).stderr;

    it('let a Canary go that was never set up', async () => {
      expect(await remove('operator')).to.equal('');
    });

    it('keep one whose target and traffic nobody would put back', async () => {
      await world.kubectl('patch', 'canary', 'podinfo', '--subresource=status', '--type=merge', '-p', '{"status":{"phase":"Initialized"}}');
      expect(await remove('operator')).to.match(/deleting canary podinfo now would leave its target held .* run "kubectl canary delete podinfo -n \S+", which does it first/);
    });

    it('let it go by who may break glass', async () => {
      await world.kubectl('annotate', 'canary', 'podinfo', `${names.bypass}=gone anyway`);
      expect(await remove('operator')).to.match(/would leave its target held/);
      expect(await remove('breaker')).to.equal('');
      await world.kubectl('annotate', 'canary', 'podinfo', `${names.bypass}-`);
    });

    it('let it go where a runner puts all back', async () => {
      await world.kubectl('patch', 'canary', 'podinfo', '--type=merge', '-p', JSON.stringify({ metadata: { finalizers: [names.finalizer] } }));
      expect(await remove('operator')).to.equal('');
      await world.kubectl('patch', 'canary', 'podinfo', '--type=merge', '-p', '{"metadata":{"finalizers":null}}');
    });

    it('let the namespace go with all that is in it', async () => {
      await world.kubectl('delete', 'namespace', world.namespace, '--timeout=90s');
    });
  });

  function attempts(cases: readonly Attempt[]): void {
    for (const each of cases) {
      it(`${each.denied === undefined ? 'let through' : 'deny'} ${each.title}`, async () => {
        expectSaid(await attempt(each), each.denied);
      });
    }
  }

  /** What is said against a change of podinfo; empty where it is let through. Nothing is stored. */
  async function attempt({ by = 'developer', patch }: Attempt): Promise<string> {
    const { code, stderr } = await patchDeployment('podinfo', by, patch);
    return code === 0 ? '' : stderr;
  }

  function patchDeployment(name: string, by: Person, patch: object) {
    return world.tryKubectl('patch', 'deployment', name, '--type=merge', '-p', JSON.stringify(patch), '--dry-run=server', '--as', nameOf(by));
  }

  function waitForPodinfo(description: string, isSo: (podinfo: Deployment) => boolean) {
    return world.waitForObject<Deployment>([deployments, 'podinfo'], description, (podinfo) => podinfo !== undefined && isSo(podinfo), 90);
  }

  /** Users are the same everywhere, so their names carry the namespace. */
  function nameOf(person: Person): string {
    return `${world.namespace}:${person}`;
  }

  async function letPeopleIn(): Promise<void> {
    const developer = [{ apiGroups: ['apps'], resources: ['deployments', 'deployments/scale'], verbs: ['get', 'patch', 'update'] }];
    const seesCanaries = { apiGroups: ['kubectl-canary.dev'], resources: ['canaries'], verbs: ['get', 'patch', 'delete'] };
    const rules = {
      developer,
      editor: [...developer, seesCanaries],
      operator: [...(await rulesOfOperators()), ...developer],
      breaker: [...developer, seesCanaries, { apiGroups: ['kubectl-canary.dev'], resources: ['canaries'], verbs: ['bypass'] }],
    };
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    await world.tryApply(people.flatMap((person) => [
      { apiVersion, kind: 'Role', metadata: { name: person, namespace: world.namespace }, rules: rules[person] },
      {
        apiVersion, kind: 'RoleBinding', metadata: { name: person, namespace: world.namespace },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: person }, subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: nameOf(person) }],
      },
    ]));
  }

  /** The policies under names of this story, bound to its namespace. */
  async function policiesOfThisNamespace(): Promise<KubeObject[]> {
    const objects = [...(await objectsOf('webhook/policy-hold.yaml')), ...(await objectsOf('webhook/policy-commands.yaml'))];
    return objects.map(({ metadata: { name }, ...object }) => {
      const { spec } = object as unknown as { spec: { policyName?: string } };
      const metadata = { name: `${world.namespace}-${name}` };
      return {
        ...object, metadata,
        spec: spec.policyName === undefined ? spec : { ...spec, policyName: metadata.name, matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': world.namespace } } } },
      };
    });
  }
});

function expectSaid(said: string, denied: RegExp | undefined): void {
  if (denied === undefined) {
    expect(said).to.equal('');
  } else {
    expect(said).to.match(denied);
  }
}

/** A patch with these annotations and fields of spec as well. */
function changed(patch: { spec?: object }, annotations: Record<string, string | null>, spec: object = {}): object {
  return { metadata: { annotations }, spec: { ...patch.spec, ...spec } };
}

function restart(annotations: Record<string, string> = {}): object {
  return { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-01-31T12:00:00Z', ...annotations } } } } };
}

async function objectsOf(name: string): Promise<KubeObject[]> {
  return parseAllDocuments(await readFile(new URL(name, manifests), 'utf8')).map((document) => document.toJS() as KubeObject);
}

async function rulesOfOperators(): Promise<object[]> {
  const roles = [...(await objectsOf('rbac/people.yaml')), ...(await objectsOf('rbac/drive.yaml'))] as (KubeObject & { rules?: object[] })[];
  return roles.filter(({ metadata }) => metadata.labels?.['kubectl-canary.dev/aggregate-to-operator'] === 'true').flatMap(({ rules = [] }) => rules);
}
