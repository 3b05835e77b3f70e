import { expect } from 'chai';
import type { Canary } from '../../shared/api/canary.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { canaries } from '../../shared/kube/resources.ts';
import type { Background } from './child.ts';
import { answersComeIn, createCanary, isTidy, quick, reaches, stablePods, targetOf, withProduct } from './product.ts';
import type { Watch } from './watch-object.ts';
import type { World } from './world.ts';
import { aWorld } from './world.ts';

interface Moment {
  readonly title: string;
  /** Brings the Canary into the phase in which it is deleted. */
  arrive(world: World, canary: Watch<KubeObject>): Promise<Background | undefined>;
  readonly revertOnDeletion: boolean;
  /** What serves in the end, where that is not the version from before: a promotion that was released is seen through. */
  readonly ends?: '6.0.1';
}

const roll = async (world: World, canary: Watch<KubeObject>, isThere: (status: NonNullable<Canary['status']>) => boolean): Promise<Background> => {
  const driver = world.startCanary('run', 'podinfo', '--idle', 'await');
  await world.setImage('6.0.1');
  await canary.until('gets where it is deleted', (object) => isThere((object as unknown as Canary | undefined)?.status ?? {}), 90);
  return driver;
};

const moments: Moment[] = [
  { title: 'at rest', revertOnDeletion: false, arrive: async () => undefined },
  { title: 'held, with nobody driving', revertOnDeletion: true, arrive: async (world, canary) => (await world.setImage('6.0.1'), await reaches(canary, 'Waiting'), undefined) },
  { title: 'starting its canary', revertOnDeletion: false, arrive: (world, canary) => roll(world, canary, ({ phase }) => phase === 'Progressing') },
  { title: 'with traffic on its canary', revertOnDeletion: true, arrive: (world, canary) => roll(world, canary, ({ canaryWeight }) => canaryWeight === 40) },
  { title: 'while it is promoted', revertOnDeletion: false, ends: '6.0.1', arrive: async (world, canary) => {
    const driver = await roll(world, canary, ({ canaryWeight }) => canaryWeight === 20);
    await world.canary(['promote', 'podinfo']);
    return driver;
  } },
  { title: 'after a rollback', revertOnDeletion: false, arrive: async (world, canary) => {
    const driver = await roll(world, canary, ({ canaryWeight }) => canaryWeight === 20);
    await world.canary(['abort', 'podinfo']);
    await isTidy(canary);
    return driver;
  } },
];

describe('test/cluster/live.story.ts', function () {
  this.timeout(180_000);

  for (const { title, arrive, revertOnDeletion, ends = '6.0.0' } of moments) {
    describe(`a Canary on a live app, deleted ${title}${revertOnDeletion ? ', with revertOnDeletion' : ''}`, () => {
      const world = aWorld('live');
      withProduct(world);

      it(`fails no request, and leaves the target un-held on ${ends} with all traffic`, async () => {
        await world.apply('podinfo');
        await world.kubectl('rollout', 'status', 'deployment/podinfo', '--timeout=60s');
        await world.apply('traefik-service');
        await world.apply('ingress-route');
        await answersComeIn(world);
        const before = await stablePods(world);
        const load = await world.load();

        await createCanary(world, (canary) => {
          quick(canary);
          canary.spec.revertOnDeletion = revertOnDeletion;
        });
        const canary = await world.watch<KubeObject>(canaries, 'podinfo');
        const driver = await arrive(world, canary);
        await world.kubectl('delete', 'canary', 'podinfo', '--timeout=60s');
        await new Promise((resolve) => setTimeout(resolve, 4000));
        await load.stop();
        await driver?.kill('SIGTERM');

        expect(load.failures()).to.deep.equal([]);
        expect(load.shares(Date.now() - 3000)).to.deep.equal({ [ends]: 1 });
        expect(await targetOf(world)).to.deep.equal({ held: false, paused: false, image: ends });
        if (ends === '6.0.0') {
          expect(await stablePods(world), 'stable pods').to.deep.equal(before);
        }
        const left = await world.kubectl('get', 'services,deployments', '-o', 'name');
        expect(left.trim().split('\n').sort()).to.deep.equal(['deployment.apps/podinfo', 'service/podinfo']);
        const route = JSON.parse(await world.kubectl('get', 'traefikservice', 'podinfo', '-o', 'json')) as { spec: object; metadata: { ownerReferences?: object[] } };
        expect(route.metadata.ownerReferences).to.equal(undefined);
        expect(route.spec).to.deep.equal({ weighted: { services: [{ name: 'podinfo', port: 80, weight: 1 }] } });
      });
    });
  }
});
