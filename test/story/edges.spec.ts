import { expect } from 'chai';
import { finalizer } from '../../shared/api/annotations.ts';
import { sendCommand } from '../../shared/engine/commands.ts';
import { ApiError, Unreachable } from '../../shared/kube/kube.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { canaries, deployments, services, traefikServices } from '../../shared/kube/resources.ts';
import { until } from '../builders/until.ts';
import { StoryWorld } from './story-world.ts';

const inTest = (resource: typeof canaries, name = 'podinfo') => ({ resource, namespace: 'test', name });

describe('test/story/edges.spec.ts', function () {
  this.timeout(20_000);
  let world: StoryWorld;
  afterEach(() => world.end());
  const atWeight = (weight: number) => until(`${weight} percent of the traffic are on the canary`, () => world.weights.at(-1) === weight);
  const editCanary = (spec: object) => world.kube.patch(inTest(canaries), { spec });

  describe('what somebody takes away in the middle', () => {
    it('the TraefikService comes back, and the promotion is the same', async () => {
      world = await StoryWorld.begin();
      const driving = world.run();
      await world.setImage('podinfo:2');
      await atWeight(20);
      await world.kube.delete(inTest(traefikServices));
      expect((await driving).outcome).to.equal('promoted');
      expect(world.weights.at(-1)).to.equal(0);
      expect(world.weights).to.include.members([20, 40]);
    });

    for (const name of ['podinfo', 'podinfo-primary', 'podinfo-canary']) {
      it(`the Service ${name} comes back where it is ours`, async () => {
        world = await StoryWorld.begin();
        await world.kube.delete(inTest(services));
        const driving = world.run();
        await world.setImage('podinfo:2');
        await atWeight(20);
        await world.kube.delete(inTest(services, name));
        await until('it is back', () => world.service(name) !== undefined);
        expect((await driving).outcome).to.equal('promoted');
      });
    }

    it('the canary workload with users on it: all traffic goes back', async () => {
      world = await StoryWorld.begin();
      const driving = world.run();
      await world.setImage('podinfo:2');
      await atWeight(20);
      await world.kube.delete(inTest(deployments, 'podinfo-canary'));
      expect(await driving).to.include({ outcome: 'rolledBack', because: 'rolled back at weight 20: none of its pods is available' });
      expect(world.weights).to.deep.equal([0, 20, 0]);
    });

    it('the target: its rollout goes on when there is one again', async () => {
      world = await StoryWorld.begin();
      const { status: _status, ...stable } = world.target;
      const driving = world.run();
      await world.setImage('podinfo:2');
      await atWeight(20);
      await world.kube.delete(inTest(deployments));
      await world.kube.create(deployments, stable as typeof world.target);
      expect((await driving).outcome).to.equal('aborted');
      expect({ weights: world.weights, image: world.image, canary: world.canaryReplicas }).to.deep.equal({ weights: [0, 20, 0], image: 'podinfo:1', canary: 0 });
    });
  });

  describe('a Canary that is edited', () => {
    it('names another Service: who drives it follows', async () => {
      world = await StoryWorld.begin();
      const end = new AbortController();
      const driving = world.run({ idle: 'stay', signal: end.signal });
      await editCanary({ service: { name: 'web' } });
      await until('the new TraefikService is made', () => world.kube.peek(traefikServices, 'web') !== undefined);
      await world.setImage('podinfo:2');
      await until('it is promoted', () => world.canary?.status?.phase === 'Succeeded');
      end.abort();
      await driving;
      expect(world.service('web-canary')).to.not.equal(undefined);
    });

    it('at rest: its new generation is seen', async () => {
      world = await StoryWorld.begin();
      await editCanary({ analysis: { threshold: 3 } });
      await world.run({ idle: 'end' });
      expect(world.canary?.status?.observedGeneration).to.equal(world.canary?.metadata.generation);
    });

    it('suspended in the middle: traffic stays, the driver does not end, and an abort is obeyed', async () => {
      world = await StoryWorld.begin();
      const driving = world.run();
      await world.setImage('podinfo:2');
      await atWeight(20);
      await editCanary({ suspend: true });
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(world.weights).to.deep.equal([0, 20]);
      await sendCommand({ kube: world.kube, namespace: 'test', name: 'podinfo', verb: 'abort', user: 'jane', template: undefined, now: () => world.clock.now() });
      expect((await driving).outcome).to.equal('aborted');
      expect(world.weights).to.deep.equal([0, 20, 0]);
    });
  });

  describe('an API server that does not do as we like', () => {
    it('drops a field of ours: it is not asked without a pause', async () => {
      world = await StoryWorld.begin();
      const admit = world.kube.admission;
      world.kube.admission = (before, wanted) => (wanted.kind === 'TraefikService' ? withoutNativeLB(wanted) : admit(before, wanted));
      const stop = new AbortController();
      const driving = world.run({ idle: 'stay', signal: stop.signal });
      await world.setImage('podinfo:2');
      await atWeight(20);
      const before = world.kube.calls.length;
      await new Promise((resolve) => setTimeout(resolve, 200));
      stop.abort();
      await driving;
      expect(world.kube.calls.length - before, 'calls in forty seconds').to.be.below(80);
    });

    it('refuses Events: the rollout goes on', async () => {
      world = await StoryWorld.begin();
      const kube = refusing(world.kube, ({ plural }) => plural === 'events', new ApiError(403, 'Forbidden', 'events is forbidden'));
      const driving = world.run({ kube });
      await world.setImage('podinfo:2');
      expect((await driving).outcome).to.equal('promoted');
    });

    it('fails now and then: the rollout goes on', async () => {
      world = await StoryWorld.begin();
      let calls = 0;
      const errors = [new ApiError(500, 'InternalError', 'etcd'), new ApiError(503, 'ServiceUnavailable', 'busy'), new ApiError(429, 'TooManyRequests', 'later'), new Unreachable('cut')];
      const kube = refusing(world.kube, () => (calls += 1) > 10 && calls % 3 === 0, errors);
      const driving = world.run({ kube });
      await world.setImage('podinfo:2');
      expect((await driving).outcome).to.equal('promoted');
      expect(world.weights).to.deep.equal([0, 20, 40, 0]);
    });

    it('knows the routing kind no more: the Canary can go all the same', async () => {
      world = await StoryWorld.begin();
      await world.kube.patch(inTest(canaries), { metadata: { finalizers: [finalizer] } });
      await world.kube.delete(inTest(canaries));
      await world.kube.delete(inTest(traefikServices));
      const kube = refusing(world.kube, ({ plural }) => plural === 'traefikservices', new ApiError(404, 'NotFound', 'the server could not find the requested resource'));
      expect((await world.run({ kube, idle: 'stay', host: 'cluster', begin: false })).outcome).to.equal('deleted');
    });
  });

  it('a promotion that failed is not tried again with the same change', async () => {
    world = await StoryWorld.begin();
    const driving = world.run();
    await world.setImage('podinfo:broken-when-promoted');
    const { outcome, because } = await driving;
    expect(outcome, because).to.equal('rolledBack');
    await world.setImage('podinfo:broken-when-promoted');
    expect(await world.run({ idle: 'end' })).to.deep.equal({ outcome, because });
    expect(world.weights).to.deep.equal([0, 20, 40, 0]);
  });

  it('an event gate that hangs delays no rollback', async () => {
    world = await StoryWorld.begin({ webhooks: [{ name: 'chat', type: 'event', url: 'http://gates.test.svc/chat', timeout: '10s' }] } as object);
    world.successRate = 50;
    const answer = world.kube.onRequest;
    const { promise: hanging, resolve } = Promise.withResolvers<void>();
    world.kube.onRequest = async (path, request) => {
      if (path.includes('gates')) {
        await hanging;
      }
      return await answer(path, request);
    };
    const driving = world.run();
    await world.setImage('podinfo:2');
    await until('it is rolled back', () => world.canary?.status?.phase === 'Failed');
    expect(world.weights).to.deep.equal([0, 20, 0]);
    resolve();
    expect((await driving).outcome).to.equal('rolledBack');
  });

  it('with nothing under way, a held change that is another\'s to begin is no reason to wait', async () => {
    world = await StoryWorld.begin();
    await world.setImage('podinfo:2');
    expect((await world.run({ begin: false, idle: 'end' })).outcome).to.equal('nothingToDo');
  });
});

function withoutNativeLB(object: KubeObject): KubeObject {
  return JSON.parse(JSON.stringify(object, (key, value: unknown) => (key === 'nativeLB' ? undefined : value))) as KubeObject;
}

/** A connection on which calls of these kinds fail; of several errors one after another. */
function refusing(kube: Kube, isRefused: (resource: { plural: string }) => boolean, errors: Error | readonly Error[]): Kube {
  const all = [errors].flat();
  let failed = 0;
  return new Proxy(kube, {
    get(target, property) {
      const value = Reflect.get(target, property, target) as unknown;
      if (typeof value !== 'function' || property === 'request' || property === 'watch') {
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      }
      return async (first: { plural?: string; resource?: { plural: string } }, ...rest: unknown[]) => {
        if (isRefused((first.resource ?? first) as { plural: string })) {
          throw all[failed++ % all.length]!;
        }
        return await (value as (...args: unknown[]) => Promise<unknown>).call(target, first, ...rest);
      };
    },
  });
}
