import { expect } from 'chai';
import { command } from '../../../plugin/commands/uninstall.ts';
import { desiredObjects } from '../../../plugin/install/desired-objects.ts';
import { readManifests } from '../../../plugin/install/manifests.ts';
import { resourceOf, titleOf } from '../../../plugin/install/object-title.ts';
import { canaryLabel, finalizer } from '../../../shared/api/annotations.ts';
import { describeFailure } from '../../../shared/errors.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { canaries, customResourceDefinitions, mutatingWebhooks, services, validatingWebhooks } from '../../../shared/kube/resources.ts';
import { clockAtSpeed } from '../../../shared/time/clock.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { FakeKube } from '../../builders/fake-kube.ts';
import { StoryWorld } from '../../story/story-world.ts';

const system = 'kubectl-canary-system';
const defaults = { yes: true, keepCrds: false, force: false, timeout: '5m' };

describe('plugin/commands/uninstall.ts', function () {
  this.timeout(20_000);
  let installation: KubeObject[];
  before(async () => {
    installation = desiredObjects(await readManifests(), { image: 'kubectl-canary:1', runner: true, drive: false });
  });

  const uninstall = async (kube: FakeKube, args: Partial<typeof defaults> = {}, { signal, clock = clockAtSpeed(2000) }: { signal?: AbortSignal; clock?: ReturnType<typeof clockAtSpeed> } = {}) => {
    const { invocation, printed, told } = anInvocation(kube, { ...defaults, ...args }, { clock, ...(signal === undefined ? {} : { signal }) });
    const result = await command.run(invocation as never).then((outcome) => ({ outcome }), (error: unknown) => ({ error: describeFailure(error) }));
    return { ...result, printed, told };
  };
  const isLeft = (kube: FakeKube) => installation.filter((object) => kube.peek(resourceOf(object), object.metadata.name, object.metadata.namespace) !== undefined).map(titleOf);
  const deletions = ({ writes }: FakeKube) => writes.filter(({ verb }) => verb === 'delete').map(({ resource, name }) => `${resource}/${name}`);

  describe('without canaries', () => {
    it('removes all that an installation brings, and what asks the webhook before the webhook', async () => {
      const kube = new FakeKube().put(...installation);
      expect(await uninstall(kube)).to.include({ outcome: undefined });
      expect(isLeft(kube)).to.deep.equal([]);
      const order = deletions(kube);
      expect(order.indexOf('mutatingwebhookconfigurations/kubectl-canary')).to.be.lessThan(order.indexOf('deployments/webhook'));
      expect(order.indexOf('validatingadmissionpolicybindings/kubectl-canary-hold')).to.be.lessThan(order.indexOf('validatingadmissionpolicies/kubectl-canary-hold'));
      expect(order.at(-1)).to.equal(`namespaces/${system}`);
    });

    it('removes half an installation', async () => {
      const half = installation.filter((_, index) => index % 2 === 0);
      const kube = new FakeKube().put(...half);
      expect(await uninstall(kube)).to.include({ outcome: undefined });
      expect(isLeft(kube)).to.deep.equal([]);
    });

    it('is content the second time', async () => {
      const kube = new FakeKube().put(...installation);
      await uninstall(kube);
      expect(await uninstall(kube)).to.deep.include({ outcome: undefined, printed: ['nothing is installed'] });
    });

    it('leaves objects of others alone, whatever they are called', async () => {
      const foreign: KubeObject = { apiVersion: mutatingWebhooks.apiVersion, kind: mutatingWebhooks.kind, metadata: { name: 'kubectl-canary' } };
      const kube = new FakeKube().put(...installation.filter(({ kind }) => kind !== foreign.kind), foreign);
      await uninstall(kube);
      expect(isLeft(kube)).to.deep.equal([titleOf(foreign)]);
    });

    it('keeps the definitions, and with them the templates, where asked to', async () => {
      const kube = new FakeKube().put(...installation);
      await uninstall(kube, { keepCrds: true });
      expect(isLeft(kube)).to.deep.equal(installation.filter(({ kind }) => kind === customResourceDefinitions.kind).map(titleOf));
    });

    it('says all that could not be removed, and keeps what that needs', async () => {
      const kube = new FakeKube().put(...installation);
      for (const { plural } of [mutatingWebhooks, validatingWebhooks]) {
        kube.failNext(({ verb, resource }) => verb === 'delete' && resource === plural, new ApiError(403, 'Forbidden', `you may not delete ${plural}`));
      }
      const { told, ...result } = await uninstall(kube);
      expect(result).to.have.property('error').that.matches(/^2 objects could not be removed; what they need stays; /);
      expect(told).to.deep.equal([
        '- mutatingwebhookconfiguration.admissionregistration.k8s.io/kubectl-canary: you may not delete mutatingwebhookconfigurations',
        '- validatingwebhookconfiguration.admissionregistration.k8s.io/kubectl-canary: you may not delete validatingwebhookconfigurations',
      ]);
      expect(isLeft(kube)).to.include('deployment.apps/webhook');
    });

    it('waits no longer for what does not go than it was told to', async () => {
      const stuck = installation.map((object) => (object.kind === 'Namespace' ? { ...object, metadata: { ...object.metadata, finalizers: ['kubernetes'] } } : object));
      const kube = new FakeKube().put(...stuck);
      const { told, ...result } = await uninstall(kube, { timeout: '60s' });
      expect(result).to.have.property('error').that.includes('one object could not be removed');
      expect(told.at(-1)).to.equal(`- namespace/${system}: deleted, but not gone yet`);
    });

    it('removes all that goes at once, even when no time is left to wait', async () => {
      const kube = new FakeKube().put(...installation);
      await uninstall(kube, { timeout: '0' });
      expect(isLeft(kube)).to.deep.equal([]);
    });

    it('asks before it does anything, and is refused where nobody can be asked', async () => {
      const kube = new FakeKube().put(...installation, aCanary().build() as unknown as KubeObject);
      const { told, ...result } = await uninstall(kube, { yes: false });
      expect(result).to.have.property('error').that.includes('expected --yes');
      expect(told).to.include('- canaries: podinfo.test; each target goes back to its stable template, with all traffic');
      expect(kube.writes).to.deep.equal([]);
    });
  });

  describe('with a canary', () => {
    let world: StoryWorld;
    beforeEach(async () => {
      world = await StoryWorld.begin();
      world.kube.put(...installation);
    });
    afterEach(() => world.end());

    it('puts a held target back first, by itself, and says what stays', async () => {
      await world.setImage('podinfo:2');
      const { printed, ...result } = await uninstall(world.kube, {}, { clock: world.clock });
      expect(result).to.include({ outcome: undefined });
      expect({ canary: world.canary, image: world.image, held: world.isHeld }).to.deep.equal({ canary: undefined, image: 'podinfo:1', held: false });
      expect(printed[0]).to.equal('canary.kubectl-canary.dev/podinfo in namespace test deleted');
      expect(printed.at(-1)).to.equal('traefikservices.traefik.io/podinfo in namespace test stays: requests come through it');
      expect(isLeft(world.kube)).to.deep.equal([]);
    });

    it('takes it away before anything it needs, but after the runner, which could be broken', async () => {
      await uninstall(world.kube, {}, { clock: world.clock });
      const order = deletions(world.kube);
      expect(order.slice(0, 2)).to.deep.equal(['deployments/runner', 'canaries/podinfo']);
    });

    it('goes on with one that is being deleted already and that nobody sees to', async () => {
      await world.kube.patch({ resource: canaries, namespace: 'test', name: 'podinfo' }, { metadata: { finalizers: [finalizer] } });
      await world.kube.delete({ resource: canaries, namespace: 'test', name: 'podinfo' });
      expect(await uninstall(world.kube, {}, { clock: world.clock })).to.include({ outcome: undefined });
      expect({ canary: world.canary, left: isLeft(world.kube) }).to.deep.equal({ canary: undefined, left: [] });
    });

    it('stops where it is when it is interrupted, and can go on', async () => {
      const ctrlC = new AbortController();
      world.kube.afterWrite(2, () => ctrlC.abort());
      const { told, ...result } = await uninstall(world.kube, {}, { clock: world.clock, signal: ctrlC.signal });
      expect(result).to.include({ outcome: 'interrupted' });
      expect(told.at(-1)).to.equal('stopped: go on with "kubectl canary uninstall"');
      expect(isLeft(world.kube)).to.include('deployment.apps/webhook');
      expect(await uninstall(world.kube, {}, { clock: world.clock })).to.include({ outcome: undefined });
      expect(isLeft(world.kube)).to.deep.equal([]);
    });
  });

  describe('with a canary that cannot be put back', () => {
    const broken = aCanary().named('broken').routedBy('nobody').build() as unknown as KubeObject;
    const owner = { apiVersion: broken.apiVersion, kind: broken.kind, name: 'broken', uid: broken.metadata.uid ?? '' };
    const primary: KubeObject = { apiVersion: services.apiVersion, kind: services.kind, metadata: { name: 'broken-primary', namespace: 'test', labels: { [canaryLabel]: 'broken' }, ownerReferences: [owner] } };
    const idle = aCanary().named('idle').build() as unknown as KubeObject;
    const aCluster = () => new FakeKube().put(...installation, broken, primary, idle);

    it('takes the others away, says why, and keeps what guards it', async () => {
      const kube = aCluster();
      const { told, ...result } = await uninstall(kube);
      expect(result).to.have.property('error').that.includes('one canary is still there, and so is what guards it');
      expect(told.at(-1)).to.match(/^- broken\.test cannot be put back: spec\.provider of canary broken is nobody/);
      expect(kube.peek(canaries, 'idle')).to.equal(undefined);
      expect(isLeft(kube)).to.include('deployment.apps/webhook');
    });

    it('lets go of it with --force: what it made stays and belongs to nobody', async () => {
      const kube = aCluster();
      const { printed, ...result } = await uninstall(kube, { force: true });
      expect(result).to.include({ outcome: undefined });
      expect(printed.find((line) => line.includes('broken'))).to.match(/^canary\.kubectl-canary\.dev\/broken in namespace test deleted; deployment\/broken, with what routes to it, stays as it is: /);
      expect(kube.peek(canaries, 'broken')).to.equal(undefined);
      expect(kube.peek(services, 'broken-primary')?.metadata.ownerReferences).to.deep.equal([]);
      expect(isLeft(kube)).to.deep.equal([]);
    });
  });
});
