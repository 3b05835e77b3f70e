import { expect } from 'chai';
import type { Canary } from '../../shared/api/canary.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { canaries } from '../../shared/kube/resources.ts';
import { isTidy, quick, reaches, targetOf, weightsOf, withPodinfo, withProduct } from './product.ts';
import { aWorld } from './world.ts';

/** Every state of the machine that a driver may die in: after the first change of the status that shows it. */
const statesOfAPromotion: [string, (status: NonNullable<Canary['status']>) => boolean][] = [
  ['Progressing, before any traffic', ({ phase, canaryWeight }) => phase === 'Progressing' && canaryWeight === 0],
  ['weight 20', ({ canaryWeight }) => canaryWeight === 20],
  ['weight 40', ({ canaryWeight }) => canaryWeight === 40],
  ['weight 60', ({ canaryWeight }) => canaryWeight === 60],
  ['Promoting', ({ phase }) => phase === 'Promoting'],
  ['Succeeded, not tidied up yet', ({ phase, finishedAt }) => phase === 'Succeeded' && finishedAt === undefined],
];

describe('test/cluster/crash.story.ts', function () {
  this.timeout(240_000);
  const world = aWorld('crash');
  withProduct(world);
  withPodinfo(world, quick);

  const drive = () => world.startCanary('run', 'podinfo', '--idle', 'await', '--lease-seconds', '2');

  it('a driver killed in every state of a promotion: the same end, no weight outside the plan, no failed request', async () => {
    const load = await world.load();
    const canary = await world.watch<KubeObject>(canaries, 'podinfo');
    let driver = drive();
    await world.setImage('6.0.1');
    for (const [state, isReached] of statesOfAPromotion) {
      await canary.until(`is in state: ${state}`, (object) => isReached((object as unknown as Canary | undefined)?.status ?? {}), 90);
      await driver.kill('SIGKILL');
      driver = drive();
    }
    await isTidy(canary, 60);
    await driver.kill('SIGTERM');
    await load.stop();

    expect(weightsOf(canary)).to.deep.equal([0, 20, 40, 60, 0]);
    expect(load.failures()).to.deep.equal([]);
    expect(load.shares(Date.now() - 1000)).to.deep.equal({ '6.0.1': 1 });
    expect(await targetOf(world)).to.deep.equal({ held: false, paused: false, image: '6.0.1' });
  });

  it('a driver killed when the canary has failed: traffic stays on the stable pods, and the canary is scaled to zero', async () => {
    const load = await world.load();
    const canary = await world.watch<KubeObject>(canaries, 'podinfo');
    let driver = drive();
    await world.setImage('6.0.2');
    await canary.until('carries 20', (object) => (object as unknown as Canary | undefined)?.status?.canaryWeight === 20, 60);
    const errors = await world.load({ path: '/status/500', requestsPerSecond: 40, seconds: 60 });
    await reaches(canary, 'Failed', 60);
    await driver.kill('SIGKILL');
    await errors.stop();
    driver = drive();
    await isTidy(canary, 60);
    await driver.ended;
    await load.stop();

    expect(load.failures()).to.deep.equal([]);
    expect(await targetOf(world)).to.deep.equal({ held: true, paused: true, image: '6.0.2' });
    expect(await world.kubectl('get', 'deployment', 'podinfo-canary', '-o', 'jsonpath={.spec.replicas}')).to.equal('0');
  });
});
