import { expect } from 'chai';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { canaries, deployments } from '../../shared/kube/resources.ts';
import { quick, reaches, targetOf, withPodinfo, withProduct } from './product.ts';
import { aWorld } from './world.ts';

const system = ['--namespace', 'kubectl-canary-system'] as const;

describe('test/cluster/webhook-down.story.ts', function () {
  this.timeout(180_000);
  const world = aWorld('webhook-down');
  withProduct(world);
  withPodinfo(world, quick);

  before(async () => {
    await world.apply('people');
    const [deployment] = await world.fixture('podinfo');
    const other = deployment as KubeObject & { spec: { selector: { matchLabels: object }; template: { metadata: { labels: object } } } };
    other.metadata.name = 'other';
    other.spec.selector.matchLabels = other.spec.template.metadata.labels = { app: 'other' };
    await world.tryApply([other]);
    await world.kubectl('rollout', 'status', 'deployment/other', '--timeout=60s');
  });

  async function scaleWebhook(replicas: number): Promise<void> {
    await world.kubectl(...system, 'scale', 'deployment/webhook', `--replicas=${replicas}`);
    await (replicas === 0
      ? world.kubectl(...system, 'wait', 'pods', '-l', 'app.kubernetes.io/name=webhook', '--for=delete', '--timeout=60s')
      : world.kubectl(...system, 'rollout', 'status', 'deployment/webhook', '--timeout=60s'));
  }

  describe('with the webhook up', () => {
    it('who may edit Deployments but not promote cannot release a hold, by any patch', async () => {
      await world.setImage('6.0.1');
      const resumed = await world.as('alice').tryKubectl('rollout', 'resume', 'deployment/podinfo');
      expect(resumed.stderr).to.match(/held by canary podinfo|promote/);
      expect((await targetOf(world)).held).to.equal(true);
      const target = await world.read<KubeObject>(deployments, 'podinfo');
      const hash = target!.metadata.annotations!['kubectl-canary.dev/held-template']!;
      const forged = await world.as('alice').tryKubectl('patch', 'deployment', 'podinfo', '--type=merge', '-p', JSON.stringify({ metadata: { annotations: { 'kubectl-canary.dev/promote': hash } }, spec: { paused: false } }));
      expect(forged.code).to.not.equal(0);
      expect(forged.stderr).to.match(/canary podinfo/).and.to.match(/promote/);
      expect((await targetOf(world)).held).to.equal(true);
      await world.setImage('6.0.0');
      expect((await targetOf(world)).held).to.equal(false);
    });

    it('a bypass needs its own permission, and lets one change through', async () => {
      const patch = (image: string) => JSON.stringify({ metadata: { annotations: { 'kubectl-canary.dev/bypass': 'incident 7' } }, spec: { template: { spec: { containers: [{ name: 'podinfod', image: `ghcr.io/stefanprodan/podinfo:${image}` }] } } } });
      const refused = await world.as('alice').tryKubectl('patch', 'deployment', 'podinfo', '-p', patch('6.0.1'));
      expect(refused.code).to.not.equal(0);
      expect(refused.stderr).to.match(/bypass/);
      const allowed = await world.tryKubectl('patch', 'deployment', 'podinfo', '-p', patch('6.0.1'));
      expect(allowed.stderr).to.match(/Warning: deployment\/podinfo is changed without analysis, past canary podinfo: incident 7/);
      await world.kubectl('rollout', 'status', 'deployment/podinfo', '--timeout=60s');
      expect(await targetOf(world)).to.deep.equal({ held: false, paused: false, image: '6.0.1' });
      await world.waitForObject<KubeObject>([canaries, 'podinfo'], 'knows its new stable template', (canary) => (canary as unknown as { status?: { because?: string } })?.status?.because?.includes('changed without analysis') === true);
      await world.setImage('6.0.0');
      expect((await targetOf(world)).held, 'the next change is held again').to.equal(true);
      await world.setImage('6.0.1');
    });
  });

  describe('with the webhook down', () => {
    before(() => scaleWebhook(0));
    after(() => scaleWebhook(2));

    it('a change of a target is denied by the policy, which says why and what to do', async () => {
      const denied = await world.trySetImage('6.0.2');
      expect(denied.code).to.not.equal(0);
      expect(denied.stderr).to.match(/canary podinfo/).and.to.match(/bypass/);
      expect(await targetOf(world)).to.deep.equal({ held: false, paused: false, image: '6.0.1' });
    });

    it('other Deployments are not touched by that', async () => {
      const changed = await world.tryKubectl('set', 'image', 'deployment/other', 'podinfod=ghcr.io/stefanprodan/podinfo:6.0.1');
      expect(changed.code, changed.stderr).to.equal(0);
      await world.kubectl('rollout', 'status', 'deployment/other', '--timeout=60s');
    });

    it('a target can still be scaled', async () => {
      await world.kubectl('scale', 'deployment/podinfo', '--replicas=3');
      await world.kubectl('rollout', 'status', 'deployment/podinfo', '--timeout=60s');
    });
  });

  it('with the webhook back, a change is held as before', async () => {
    const canary = await world.watch<KubeObject>(canaries, 'podinfo');
    const changed = await world.setImage('6.0.2');
    expect(changed.stderr).to.match(/is held by canary podinfo/);
    await reaches(canary, 'Waiting', 20);
  });
});
