import { expect } from 'chai';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { canaries, deployments } from '../../shared/kube/resources.ts';
import type { Load } from './load.ts';
import { carries, isTidy, quick, reaches, stablePods, targetOf, weightsOf, withPodinfo, withProduct } from './product.ts';
import type { Watch } from './watch-object.ts';
import { aWorld } from './world.ts';

describe('test/cluster/by-hand.story.ts', function () {
  this.timeout(180_000);
  const world = aWorld('by-hand');
  withProduct(world);
  withPodinfo(world, quick);

  let load: Load;
  let canary: Watch<KubeObject>;
  beforeEach(async () => {
    canary = await world.watch<KubeObject>(canaries, 'podinfo');
    load = await world.load();
  });
  afterEach(async () => {
    await load.stop();
    await canary.stop();
    expect(load.failures(), 'failed requests of users').to.deep.equal([]);
  });

  /** Starts a rollout that a driver in the background carries on, and waits until it has its first share. */
  async function rollOut(version: string) {
    const driver = world.startCanary('run', 'podinfo', '--idle', 'await');
    await world.setImage(version);
    await carries(canary, 20);
    return driver;
  }

  it('promote ends the analysis and rolls the change out', async () => {
    const driver = await rollOut('6.0.1');
    const promoted = await world.canary(['promote', 'podinfo']);
    expect(promoted.code, promoted.stderr).to.equal(0);
    await reaches(canary, 'Succeeded');
    expect((await driver.ended).code).to.equal(0);
    await isTidy(canary);
    expect(weightsOf(canary)).to.deep.equal([0, 20, 0]);
    expect(await targetOf(world)).to.deep.equal({ held: false, paused: false, image: '6.0.1' });
  });

  it('abort puts traffic back and leaves the change held; the stable pods never restart', async () => {
    const before = await stablePods(world);
    const driver = await rollOut('6.0.2');
    expect((await world.canary(['abort', 'podinfo'])).code).to.equal(0);
    await reaches(canary, 'Failed');
    expect((await driver.ended).code, 'exit code of the driver').to.equal(4);
    await isTidy(canary);
    expect(await stablePods(world)).to.deep.equal(before);
    expect(await targetOf(world)).to.deep.equal({ held: true, paused: true, image: '6.0.2' });
  });

  it('abort --revert also applies the stable template again, with no pod replaced', async () => {
    const before = await stablePods(world);
    const reverted = await world.canary(['abort', 'podinfo', '--revert']);
    expect(reverted.code, reverted.stderr).to.be.oneOf([0, 4]);
    await reaches(canary, 'Initialized');
    expect(await targetOf(world)).to.deep.equal({ held: false, paused: false, image: '6.0.1' });
    await world.kubectl('rollout', 'status', 'deployment/podinfo', '--timeout=10s');
    expect(await stablePods(world)).to.deep.equal(before);
  });

  it('the stable template applied again (git revert) cancels the analysis at once', async () => {
    const before = await stablePods(world);
    const driver = await rollOut('6.0.2');
    const reverted = await world.setImage('6.0.1');
    expect(reverted.stderr).to.match(/Warning: deployment\/podinfo has its stable template again/);
    await reaches(canary, 'Initialized', 10);
    expect((await driver.ended).code).to.equal(4);
    await isTidy(canary);
    expect(await targetOf(world)).to.deep.equal({ held: false, paused: false, image: '6.0.1' });
    expect(await stablePods(world)).to.deep.equal(before);
  });

  it('a second change during the analysis starts it anew with that one', async () => {
    const driver = await rollOut('6.0.2');
    await world.setImage('6.0.3');
    await carries(canary, 0);
    await carries(canary, 20);
    const image = await world.kubectl('get', 'deployment', 'podinfo-canary', '-o', 'jsonpath={.spec.template.spec.containers[0].image}');
    expect(image).to.match(/:6\.0\.3$/);
    await reaches(canary, 'Succeeded');
    expect((await driver.ended).code).to.equal(0);
    await isTidy(canary);
    expect(weightsOf(canary)).to.deep.equal([0, 20, 0, 20, 40, 60, 0]);
    expect(load.shares(Date.now() - 1000)).to.deep.equal({ '6.0.3': 1 });
  });

  it('a change while it is being promoted is denied, and says how far it is', async () => {
    const driver = await rollOut('6.0.0');
    await world.canary(['promote', 'podinfo']);
    await world.waitForObject<KubeObject & { spec: { paused?: boolean } }>([deployments, 'podinfo'], 'is released', (target) => target?.spec.paused !== true);
    const denied = await world.trySetImage('6.0.1');
    expect(denied.code).to.not.equal(0);
    expect(denied.stderr).to.match(/canary podinfo is being promoted: \d of 2 pods; apply again in a moment/);
    await reaches(canary, 'Succeeded');
    await driver.ended;
    await isTidy(canary);
  });

  it('a server-side apply that drops paused is held again, with a warning', async () => {
    const apply = async (spec: object = {}) => {
      const deployment = await podinfoWith('6.0.2') as KubeObject & { spec: object };
      return await world.tryApply([{ ...deployment, spec: { ...deployment.spec, ...spec } } as KubeObject], '--server-side', '--force-conflicts');
    };
    const driver = world.startCanary('run', 'podinfo', '--idle', 'await');
    const first = await apply();
    expect(first.stderr).to.match(/Warning: deployment\/podinfo is held by canary podinfo/);
    await carries(canary, 20);
    const again = await apply({ paused: false });
    expect(again.code, again.stderr).to.equal(0);
    expect(again.stderr).to.match(/Warning: deployment\/podinfo is held by canary podinfo/);
    expect(await targetOf(world)).to.deep.equal({ held: true, paused: true, image: '6.0.2' });
    expect((await apply()).code, 'one that says nothing of it').to.equal(0);
    const { generation } = (await world.read<KubeObject>(deployments, 'podinfo'))!.metadata;
    await apply();
    expect(await targetOf(world)).to.deep.equal({ held: true, paused: true, image: '6.0.2' });
    expect((await world.read<KubeObject>(deployments, 'podinfo'))!.metadata.generation, 'nothing changed by the same again').to.equal(generation);
    await world.canary(['abort', 'podinfo', '--revert']);
    await reaches(canary, 'Initialized');
    await driver.ended;
    await isTidy(canary);
  });

  it('pause keeps the share and checks nothing; resume goes on', async () => {
    const driver = await rollOut('6.0.1');
    expect((await world.canary(['pause', 'podinfo'])).code).to.equal(0);
    const pausedAt = canary.states.length;
    await new Promise((resolve) => setTimeout(resolve, 7000));
    expect(canary.states.slice(pausedAt).filter(({ object }) => (object as unknown as { status: { canaryWeight: number } }).status.canaryWeight !== 20)).to.deep.equal([]);
    expect((await world.canary(['resume', 'podinfo'])).code).to.equal(0);
    await reaches(canary, 'Succeeded');
    expect((await driver.ended).code).to.equal(0);
    await isTidy(canary);
  });

  async function podinfoWith(version: string): Promise<KubeObject> {
    const [deployment] = await world.fixture('podinfo');
    const object = deployment as KubeObject & { spec: { template: { spec: { containers: { image: string }[] } } } };
    object.spec.template.spec.containers[0]!.image = `ghcr.io/stefanprodan/podinfo:${version}`;
    return object;
  }
});
