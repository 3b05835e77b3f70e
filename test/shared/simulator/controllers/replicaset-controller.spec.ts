import { expect } from 'chai';
import { ApiError } from '../../../../shared/kube/kube.ts';
import { pods, replicaSets } from '../../../../shared/kube/resources.ts';
import { isControlledBy } from '../../../../shared/simulator/controllers/ownership/controller-ref.ts';
import type { ReplicaSet } from '../../../../shared/simulator/controllers/objects/workloads.ts';
import { replicasetController } from '../../../../shared/simulator/controllers/replicaset-controller.ts';
import { ControlledCluster } from '../../../builders/a-controlled-cluster.ts';
import { aReplicaSet } from '../../../builders/a-replica-set.ts';
import { aRunningPod } from '../../../builders/a-running-pod.ts';

const web = { resource: replicaSets, namespace: 'test', name: 'web' };

describe('shared/simulator/controllers/replicaset-controller.ts', () => {
  let cluster: ControlledCluster;

  beforeEach(() => {
    cluster = new ControlledCluster();
  });
  afterEach(() => cluster.stop());

  const set = () => cluster.kube.peek<ReplicaSet>(replicaSets, 'web')!;
  const start = async (replicas: number, spec: object = {}) => {
    const { status: _status, ...web } = aReplicaSet('web', { replicas });
    cluster.kube.put({ ...web, spec: { ...web.spec, ...spec } } as ReplicaSet);
    cluster.start([replicasetController]);
    await cluster.settled();
  };
  const scale = async (replicas: number) => {
    await cluster.kube.patch(web, { spec: { replicas } });
    await cluster.settled();
  };

  it('makes pods of its template, which are its own', async () => {
    await start(2);
    const made = await cluster.pods();
    expect(made).to.have.length(2);
    for (const pod of made) {
      expect(pod.metadata).to.deep.include({ generateName: 'web-', labels: { app: 'web' } });
      expect(pod.metadata.ownerReferences).to.deep.equal([{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'uid-web', controller: true, blockOwnerDeletion: true }]);
      expect(pod.spec).to.deep.equal(set().spec.template.spec);
    }
    expect(await cluster.told()).to.deep.equal(made.map(({ metadata }) => `SuccessfulCreate: Created pod: ${metadata.name}`));
    expect(set().status).to.deep.equal({ replicas: 2, fullyLabeledReplicas: 2, terminatingReplicas: 0, observedGeneration: 1 });
  });

  it('replaces a pod that is deleted, and one that has ended', async () => {
    await start(2);
    const [first, second] = await cluster.pods();
    await cluster.kube.delete({ resource: pods, namespace: 'test', name: first!.metadata.name });
    cluster.kube.put({ ...second!, status: { phase: 'Failed' } } as typeof first & object);
    await cluster.settled();
    expect(await cluster.pods()).to.have.length(3);
    expect(set().status?.replicas).to.equal(2);
  });

  it('neither makes nor deletes too many, however late it learns of those that it has made or deleted', async () => {
    const { promise: late, resolve: arrive } = Promise.withResolvers<void>();
    const watch = cluster.kube.watch.bind(cluster.kube);
    cluster.kube.watch = async function* (selection, ...rest) {
      for await (const event of watch(selection, ...rest)) {
        await (selection.resource === pods ? late : undefined);
        yield event as never;
      }
    };
    await start(3);
    for (const replicas of [4, 6, 2, 5, 1]) {
      await scale(replicas);
      await cluster.kube.patch(web, { metadata: { labels: { scaled: String(replicas) } } });
      await cluster.settled();
      expect(await cluster.pods()).to.have.length(replicas);
    }
    arrive();
    await cluster.settled();
    expect(await cluster.pods()).to.have.length(1);
    expect(set().status).to.include({ replicas: 1, terminatingReplicas: 0 });
  });

  it('deletes no second pod while the first is going', async () => {
    await start(3);
    cluster.kube.put(...(await cluster.pods()).map((pod) => ({ ...pod, metadata: { ...pod.metadata, finalizers: ['test/runs'] } })));
    await cluster.settled();
    await scale(2);
    await scale(2);
    expect((await cluster.pods()).filter(({ metadata }) => metadata.deletionTimestamp !== undefined)).to.have.length(1);
    expect(set().status).to.include({ replicas: 2, terminatingReplicas: 1 });
    expect((await cluster.told()).filter((line) => line.startsWith('SuccessfulDelete'))).to.have.length(1);
  });

  it('counts a pod as available when it has been ready for long enough', async () => {
    await start(1, { minReadySeconds: 10 });
    await cluster.makeReady();
    await cluster.pass(9);
    expect(set().status).to.not.have.property('availableReplicas');
    await cluster.pass(1);
    expect(set().status).to.include({ availableReplicas: 1 });
  });

  it('adopts an orphan that it wants, and lets go of what it wants no more', async () => {
    cluster.kube.put(aRunningPod('orphan'), aRunningPod('other', { labels: { app: 'other' } }));
    await start(1);
    expect((await cluster.pods()).filter((pod) => isControlledBy(pod, set())).map(({ metadata }) => metadata.name)).to.deep.equal(['orphan']);
    await cluster.kube.patch({ resource: pods, namespace: 'test', name: 'orphan' }, { metadata: { labels: { app: 'debug' } } });
    await cluster.settled();
    const own = (await cluster.pods()).filter((pod) => isControlledBy(pod, set()));
    expect(own).to.have.length(1);
    expect(own[0]!.metadata.name).to.not.equal('orphan');
    expect(cluster.kube.peek(pods, 'orphan')!.metadata.ownerReferences).to.deep.equal([]);
  });

  it('says when pods cannot be made, and tries again', async () => {
    const refuse = () => cluster.kube.failNext(({ verb, resource }) => verb === 'create' && resource === 'pods', new ApiError(403, 'Forbidden', 'pods "web-" is forbidden: exceeded quota'));
    refuse();
    refuse();
    await start(2);
    expect(set().status?.conditions?.[0]).to.include({ type: 'ReplicaFailure', reason: 'FailedCreate', message: 'pods "web-" is forbidden: exceeded quota' });
    await cluster.pass(1);
    expect(await cluster.pods()).to.have.length(2);
    expect(set().status).to.not.have.property('conditions');
    expect(await cluster.told()).to.include('FailedCreate: Error creating: pods "web-" is forbidden: exceeded quota');
  });

  it('is quiet where the namespace is being deleted', async () => {
    for (let times = 0; times < 5; times += 1) {
      cluster.kube.failNext(({ verb, resource }) => verb === 'create' && resource === 'pods', new ApiError(403, 'Forbidden', 'pods "web-" is forbidden: unable to create new content in namespace test because it is being terminated'));
    }
    await start(1);
    expect(set().status).to.not.have.property('conditions');
    expect(await cluster.told()).to.deep.equal([]);
  });
});
