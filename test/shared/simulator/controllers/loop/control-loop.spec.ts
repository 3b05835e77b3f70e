import { expect } from 'chai';
import { ApiError } from '../../../../../shared/kube/kube.ts';
import type { KubeObject } from '../../../../../shared/kube/kube.ts';
import { configMaps } from '../../../../../shared/kube/resources.ts';
import { ControlLoop } from '../../../../../shared/simulator/controllers/loop/control-loop.ts';
import { keyOf } from '../../../../../shared/simulator/controllers/objects/key-of.ts';
import { ControlledCluster } from '../../../../builders/a-controlled-cluster.ts';

const aMap = (name: string): KubeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'test' } });

describe('shared/simulator/controllers/loop/control-loop.ts', () => {
  let cluster: ControlledCluster;
  let seen: string[];

  beforeEach(() => {
    cluster = new ControlledCluster();
    seen = [];
  });
  afterEach(() => cluster.stop());

  const start = (reconcile: (key: string, loop: ControlLoop) => Promise<void>) => cluster.start([{
    name: 'test',
    run(world) {
      const loop = new ControlLoop(world, 'test');
      loop.watch({ resource: configMaps }, (object) => [keyOf(object)]);
      return loop.run(async (key) => {
        seen.push(key);
        await reconcile(key, loop);
      });
    },
  }]);

  it('reconciles what is there, and what changes', async () => {
    cluster.kube.put(aMap('a'));
    start(async () => undefined);
    await cluster.settled();
    await cluster.kube.create(configMaps, aMap('b'));
    await cluster.kube.delete({ resource: configMaps, namespace: 'test', name: 'a' });
    await cluster.settled();
    expect(seen).to.deep.equal(['test/a', 'test/b', 'test/a']);
  });

  it('goes on with the others, and tries again, where one fails', async () => {
    cluster.kube.put(aMap('a'), aMap('b'));
    start(async (key) => {
      if (key === 'test/a' && seen.length < 3) {
        throw new Error('not now');
      }
    });
    await cluster.settled();
    cluster.clock.advance(5);
    await cluster.settled();
    expect(seen).to.deep.equal(['test/a', 'test/b', 'test/a']);
    expect(cluster.log).to.deep.equal(['test: test/a: not now']);
  });

  it('comes back when it is asked to', async () => {
    cluster.kube.put(aMap('a'));
    start(async (key, loop) => loop.wakeAfter(key, 3000));
    await cluster.settled();
    await cluster.pass(7);
    expect(seen).to.have.length(3);
  });

  it('ends where a watch is refused for good', async () => {
    cluster.kube.failNext(({ verb }) => verb === 'list', new ApiError(403, 'Forbidden', 'not for you'));
    const loop = new ControlLoop(cluster.world, 'test');
    loop.watch({ resource: configMaps }, () => []);
    expect(await loop.run(async () => undefined).catch((error: Error) => error.message)).to.equal('not for you');
  });
});
