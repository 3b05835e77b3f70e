import { expect } from 'chai';
import { watchObjects } from '../../../../../shared/kube/cache.ts';
import type { Cache } from '../../../../../shared/kube/cache.ts';
import { pods, replicaSets } from '../../../../../shared/kube/resources.ts';
import type { Pod } from '../../../../../shared/simulator/controllers/objects/pod.ts';
import type { ReplicaSet } from '../../../../../shared/simulator/controllers/objects/workloads.ts';
import { carryOutClaim } from '../../../../../shared/simulator/controllers/ownership/carry-out-claim.ts';
import { claim } from '../../../../../shared/simulator/controllers/ownership/claim.ts';
import { aReplicaSet } from '../../../../builders/a-replica-set.ts';
import { aRunningPod } from '../../../../builders/a-running-pod.ts';
import { fakeKube } from '../../../../builders/fake-kube.ts';
import type { FakeKube } from '../../../../builders/fake-kube.ts';

const web = { kind: 'ReplicaSet', name: 'web', uid: 'uid-web' };

describe('shared/simulator/controllers/ownership/carry-out-claim.ts', () => {
  let kube: FakeKube;
  let stop: AbortController;
  let cache: Cache<Pod>;

  beforeEach(async () => {
    kube = fakeKube(aReplicaSet('web'), aRunningPod('orphan'), aRunningPod('stray', { labels: {}, owner: web }), aRunningPod('own', { owner: web }));
    stop = new AbortController();
    cache = watchObjects<Pod>(kube, { resource: pods }, { signal: stop.signal });
    await cache.synced;
  });
  afterEach(() => stop.abort());

  const carryOut = (owner: ReplicaSet = aReplicaSet('web')) => carryOutClaim({ kube, owner, ownerResource: replicaSets, resource: pods, cache }, claim(owner, cache.list()));
  const ownersOf = (name: string) => kube.peek<Pod>(pods, name)!.metadata.ownerReferences?.map(({ uid }) => uid) ?? [];

  it('adopts and releases, and knows it at once', async () => {
    expect((await carryOut()).map(({ metadata }) => metadata.name)).to.deep.equal(['own', 'orphan']);
    expect([ownersOf('orphan'), ownersOf('stray')]).to.deep.equal([['uid-web'], []]);
    expect(cache.get('test', 'orphan')!.metadata.ownerReferences).to.have.length(1);
  });

  it('adopts nothing for an owner that is gone meanwhile, or is another one now', async () => {
    const before = { ...aReplicaSet('web'), metadata: { ...aReplicaSet('web').metadata, uid: 'uid-before' } };
    expect(await carryOut(before).catch((error: Error) => error.message)).to.equal('ReplicaSet web is being deleted and cannot adopt anything');
    expect(ownersOf('orphan')).to.deep.equal([]);
  });

  it('is refused where the orphan has changed meanwhile', async () => {
    const owner = aReplicaSet('web');
    const stale = claim(owner, cache.list());
    await kube.patch({ resource: pods, namespace: 'test', name: 'orphan' }, { metadata: { labels: { app: 'other' } } });
    const refused = await carryOutClaim({ kube, owner, ownerResource: replicaSets, resource: pods, cache }, stale).catch((error: Error) => error);
    expect(refused).to.include({ code: 409 });
  });

  it('does not mind that a pod to be released is gone', async () => {
    const owner = aReplicaSet('web');
    const stale = claim(owner, cache.list());
    await kube.delete({ resource: pods, namespace: 'test', name: 'stray' });
    expect(await carryOutClaim({ kube, owner, ownerResource: replicaSets, resource: pods, cache }, stale)).to.have.length(2);
  });
});
