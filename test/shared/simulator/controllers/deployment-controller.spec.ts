import { expect } from 'chai';
import { deployments, replicaSets } from '../../../../shared/kube/resources.ts';
import { deploymentController } from '../../../../shared/simulator/controllers/deployment-controller.ts';
import { conditionOf } from '../../../../shared/simulator/controllers/objects/condition.ts';
import { isReady } from '../../../../shared/simulator/controllers/objects/pod.ts';
import type { Deployment, ReplicaSet } from '../../../../shared/simulator/controllers/objects/workloads.ts';
import { replicasetController } from '../../../../shared/simulator/controllers/replicaset-controller.ts';
import { ControlledCluster } from '../../../builders/a-controlled-cluster.ts';
import { aDeployment } from '../../../builders/a-deployment.ts';

const podinfo = { resource: deployments, namespace: 'test', name: 'podinfo' };

describe('shared/simulator/controllers/deployment-controller.ts', () => {
  let cluster: ControlledCluster;

  beforeEach(() => {
    cluster = new ControlledCluster().start([deploymentController, replicasetController]);
  });
  afterEach(() => cluster.stop());

  const deployment = () => cluster.kube.peek<Deployment>(deployments, 'podinfo')!;
  const status = () => deployment().status ?? {};
  const sets = async () => (await cluster.list<ReplicaSet>(replicaSets)).sort((one, other) => revision(one) - revision(other));
  const revision = ({ metadata }: ReplicaSet | Deployment) => Number(metadata.annotations?.['deployment.kubernetes.io/revision']);
  const sizes = async () => (await sets()).map((set) => `${revision(set)}: ${set.spec.template.spec.containers.map((container) => (container as { image?: string }).image)} ${set.spec.replicas}`);
  const change = async (patch: object) => {
    await cluster.kube.patch(podinfo, patch);
    await cluster.settled();
  };
  const setImage = (image: string) => change({ spec: { template: { spec: { containers: [{ ...deployment().spec.template.spec.containers[0], image }] } } } });
  const progressing = () => conditionOf(status(), 'Progressing')!;

  /** Two pods of `podinfo:1`, ready. */
  const create = async (spec: object = {}) => {
    const { status: _status, ...rest } = aDeployment().with({ metadata: { uid: null, annotations: { team: 'blue' } }, spec }).build();
    await cluster.kube.create(deployments, rest as never);
    await cluster.settled();
    await cluster.makeReady();
  };
  /** Makes pods ready, one at a time, until nothing more comes. */
  const roll = async (atEach: () => Promise<void> = async () => undefined) => {
    for (let next = (await cluster.pods()).find((pod) => !isReady(pod)); next !== undefined; next = (await cluster.pods()).find((pod) => !isReady(pod))) {
      await cluster.makeReady([next]);
      await atEach();
    }
  };

  describe('a new Deployment', () => {
    it('gets a ReplicaSet named after its template, which nobody else can take for theirs', async () => {
      await create();
      const [set] = await sets();
      const hash = set!.metadata.labels!['pod-template-hash']!;
      expect(hash).to.match(/^[4-9bcdf]{5,10}$/);
      expect(set!.metadata.name).to.equal(`podinfo-${hash}`);
      expect(set!.spec.selector.matchLabels).to.deep.equal({ 'app': 'podinfo', 'pod-template-hash': hash });
      expect(set!.spec.template.metadata!.labels).to.deep.equal({ 'app': 'podinfo', 'pod-template-hash': hash });
      expect(set!.metadata.annotations).to.deep.equal({
        'team': 'blue', 'deployment.kubernetes.io/revision': '1', 'deployment.kubernetes.io/desired-replicas': '2', 'deployment.kubernetes.io/max-replicas': '3',
      });
      expect(set!.metadata.ownerReferences).to.deep.equal([{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'podinfo', uid: deployment().metadata.uid, controller: true, blockOwnerDeletion: true }]);
    });

    it('is complete when its pods are available', async () => {
      await create();
      expect(status()).to.deep.include({ observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2, terminatingReplicas: 0 });
      expect(status()).not.to.have.property('unavailableReplicas');
      expect(progressing()).to.deep.include({ status: 'True', reason: 'NewReplicaSetAvailable', message: `ReplicaSet "${(await sets())[0]!.metadata.name}" has successfully progressed.` });
      expect(conditionOf(status(), 'Available')).to.deep.include({ status: 'True', reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.' });
      expect(revision(deployment())).to.equal(1);
      expect(await cluster.told()).to.include(`ScalingReplicaSet: Scaled up replica set ${(await sets())[0]!.metadata.name} from 0 to 2`);
    });

    it('is not available before its pods have been ready for minReadySeconds', async () => {
      await create({ minReadySeconds: 5 });
      expect(status()).to.deep.include({ readyReplicas: 2, unavailableReplicas: 2 });
      expect(conditionOf(status(), 'Available')).to.deep.include({ status: 'False', reason: 'MinimumReplicasUnavailable' });
      await cluster.pass(4);
      expect(status()).not.to.have.property('availableReplicas');
      await cluster.pass(1);
      expect(status()).to.deep.include({ availableReplicas: 2 });
      expect(progressing().reason).to.equal('NewReplicaSetAvailable');
    });
  });

  describe('a new image', () => {
    it('rolls pod by pod: a new ReplicaSet grows as the old one shrinks', async () => {
      await create({ replicas: 3 });
      await setImage('podinfo:2');
      expect(await sizes()).to.deep.equal(['1: podinfo:1 3', '2: podinfo:2 1']);
      const seen: number[] = [];
      await roll(async () => void seen.push(status().availableReplicas ?? 0));
      expect(await sizes()).to.deep.equal(['1: podinfo:1 0', '2: podinfo:2 3']);
      expect(Math.min(...seen)).to.equal(3);
      expect(status()).to.deep.include({ replicas: 3, updatedReplicas: 3, availableReplicas: 3, observedGeneration: 2 });
      expect(progressing().reason).to.equal('NewReplicaSetAvailable');
      expect(revision(deployment())).to.equal(2);
    });

    it('tells that it comes further, and since when it has been rolling', async () => {
      await create();
      await cluster.pass(10);
      const before = progressing();
      await setImage('podinfo:2');
      expect(progressing()).to.deep.include({ status: 'True', reason: 'ReplicaSetUpdated', lastTransitionTime: before.lastTransitionTime, lastUpdateTime: '2026-01-01T12:00:10Z' });
      await cluster.pass(3);
      await cluster.makeReady([(await cluster.pods()).find((pod) => !isReady(pod))!]);
      expect(progressing()).to.deep.include({ reason: 'ReplicaSetUpdated', lastUpdateTime: '2026-01-01T12:00:13Z' });
    });

    it('stays where it is when the new pods do not start, and says so after the deadline', async () => {
      await create({ progressDeadlineSeconds: 60 });
      await setImage('podinfo:broken');
      await cluster.pass(60);
      expect(progressing().status).to.equal('True');
      await cluster.pass(1);
      const [, broken] = await sets();
      expect(progressing()).to.deep.include({ status: 'False', reason: 'ProgressDeadlineExceeded', message: `ReplicaSet "${broken!.metadata.name}" has timed out progressing.` });
      expect(await sizes()).to.deep.equal(['1: podinfo:1 2', '2: podinfo:broken 1']);
      await roll();
      expect(progressing()).to.deep.include({ status: 'True', reason: 'NewReplicaSetAvailable' });
    });

    it('waits for all old pods to end where the strategy is Recreate', async () => {
      await create({ strategy: { type: 'Recreate' } });
      cluster.kube.put(...(await cluster.pods()).map((pod) => ({ ...pod, metadata: { ...pod.metadata, finalizers: ['test/runs'] } })));
      await setImage('podinfo:2');
      expect(await sizes()).to.deep.equal(['1: podinfo:1 0']);
      expect(status()).to.deep.include({ terminatingReplicas: 2, observedGeneration: 2 });
      const [first, second] = await cluster.pods();
      await cluster.kube.patch({ resource: { apiVersion: 'v1', kind: 'Pod', plural: 'pods', namespaced: true }, namespace: 'test', name: first!.metadata.name }, { metadata: { finalizers: null } });
      await cluster.settled();
      expect(await sizes()).to.deep.equal(['1: podinfo:1 0']);
      await cluster.kube.patch({ resource: { apiVersion: 'v1', kind: 'Pod', plural: 'pods', namespaced: true }, namespace: 'test', name: second!.metadata.name }, { metadata: { finalizers: null } });
      await cluster.settled();
      expect(await sizes()).to.deep.equal(['1: podinfo:1 0', '2: podinfo:2 2']);
    });
  });

  describe('a paused Deployment', () => {
    it('makes nothing of a new template, and says that it is paused', async () => {
      await create();
      await change({ spec: { paused: true } });
      await setImage('podinfo:2');
      expect(await sizes()).to.deep.equal(['1: podinfo:1 2']);
      expect(progressing()).to.deep.include({ status: 'Unknown', reason: 'DeploymentPaused', message: 'Deployment is paused' });
      expect(status()).to.deep.include({ observedGeneration: 3, replicas: 2, availableReplicas: 2 });
      expect(status()).not.to.have.property('updatedReplicas');
      await cluster.pass(700);
      expect(progressing().reason).to.equal('DeploymentPaused');
    });

    it('scales the pods that it has', async () => {
      await create();
      await change({ spec: { paused: true } });
      await setImage('podinfo:2');
      await change({ spec: { replicas: 5 } });
      expect(await sizes()).to.deep.equal(['1: podinfo:1 5']);
      await cluster.makeReady();
      expect(status()).to.deep.include({ replicas: 5, availableReplicas: 5 });
    });

    it('scales by their shares the ReplicaSets of a rollout that stopped half-way', async () => {
      await create({ replicas: 10, strategy: { rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } } });
      await setImage('podinfo:2');
      expect(await sizes()).to.deep.equal(['1: podinfo:1 8', '2: podinfo:2 5']);
      await change({ spec: { paused: true } });
      await change({ spec: { replicas: 15 } });
      expect(await sizes()).to.deep.equal(['1: podinfo:1 11', '2: podinfo:2 7']);
    });

    it('rolls when it is resumed', async () => {
      await create();
      await change({ spec: { paused: true } });
      await setImage('podinfo:2');
      await cluster.pass(1000);
      await change({ spec: { paused: null } });
      expect(progressing().status).to.equal('True');
      await roll();
      expect(await sizes()).to.deep.equal(['1: podinfo:1 0', '2: podinfo:2 2']);
    });
  });

  describe('a scaled Deployment', () => {
    for (const replicas of [5, 1, 0]) {
      it(`has ${replicas} pods, and no new revision`, async () => {
        await create();
        await change({ spec: { replicas } });
        await cluster.makeReady();
        expect(await sizes()).to.deep.equal([`1: podinfo:1 ${replicas}`]);
        expect(status().availableReplicas ?? 0).to.equal(replicas);
        expect((await cluster.pods())).to.have.length(replicas);
      });
    }
  });

  describe('its history', () => {
    it('brings an old ReplicaSet back under a new revision number', async () => {
      await create();
      await setImage('podinfo:2');
      await roll();
      await setImage('podinfo:1');
      await roll();
      expect(await sizes()).to.deep.equal(['2: podinfo:2 0', '3: podinfo:1 2']);
      expect((await sets())[1]!.metadata.annotations).to.include({ 'deployment.kubernetes.io/revision-history': '1' });
      expect(revision(deployment())).to.equal(3);
    });

    it('keeps as many old ReplicaSets as revisionHistoryLimit says', async () => {
      await create({ revisionHistoryLimit: 1 });
      for (const image of ['podinfo:2', 'podinfo:3', 'podinfo:4']) {
        await setImage(image);
        await roll();
      }
      expect(await sizes()).to.deep.equal(['3: podinfo:3 0', '4: podinfo:4 2']);
    });

    it('adopts a ReplicaSet that its selector matches, and goes on with it', async () => {
      await create();
      const [set] = await sets();
      cluster.kube.put({ ...set!, metadata: { ...set!.metadata, ownerReferences: [] } });
      await cluster.settled();
      expect((await sets())[0]!.metadata.ownerReferences).to.have.length(1);
      expect(await sets()).to.have.length(1);
    });
  });

  it('leaves a Deployment that is being deleted alone, but for its status', async () => {
    await create();
    cluster.kube.put({ ...deployment(), metadata: { ...deployment().metadata, finalizers: ['foregroundDeletion'] } });
    await cluster.kube.delete(podinfo);
    await change({ spec: { replicas: 4 } });
    expect(await sizes()).to.deep.equal(['1: podinfo:1 2']);
    expect(status().observedGeneration).to.equal(deployment().metadata.generation);
  });

  it('says when a ReplicaSet cannot be made, and tries again', async () => {
    await create();
    for (let times = 0; times < 2; times += 1) {
      cluster.kube.failNext(({ verb, resource }) => verb === 'create' && resource === 'replicasets', new Error('exceeded quota'));
    }
    await setImage('podinfo:2');
    expect(progressing()).to.deep.include({ status: 'False', reason: 'ReplicaSetCreateError' });
    expect(progressing().message).to.match(/^Failed to create new replica set "podinfo-\w+": exceeded quota$/);
    await cluster.pass(1);
    expect(await sets()).to.have.length(2);
  });

  it('comes to the same where somebody else writes first', async () => {
    await create();
    for (let times = 0; times < 3; times += 1) {
      cluster.kube.afterWrite(times + 1, () => void cluster.kube.put({ ...deployment(), metadata: { ...deployment().metadata, labels: { round: String(times) } } }));
    }
    await setImage('podinfo:2');
    await cluster.pass(1);
    await roll();
    expect(await sizes()).to.deep.equal(['1: podinfo:1 0', '2: podinfo:2 2']);
  });
});
