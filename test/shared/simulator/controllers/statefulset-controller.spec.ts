import { expect } from 'chai';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { isReady } from '../../../../shared/simulator/controllers/objects/pod.ts';
import { controllerRevisions, persistentVolumeClaims, statefulSets } from '../../../../shared/simulator/controllers/objects/resources.ts';
import type { ControllerRevision, StatefulSet } from '../../../../shared/simulator/controllers/objects/workloads.ts';
import { statefulsetController } from '../../../../shared/simulator/controllers/statefulset-controller.ts';
import { ControlledCluster } from '../../../builders/a-controlled-cluster.ts';

const db = { resource: statefulSets, namespace: 'test', name: 'db' };
const labels = { app: 'db' };

describe('shared/simulator/controllers/statefulset-controller.ts', () => {
  let cluster: ControlledCluster;

  beforeEach(() => {
    cluster = new ControlledCluster();
  });
  afterEach(() => cluster.stop());

  const set = () => cluster.kube.peek<StatefulSet>(statefulSets, 'db')!;
  const images = async () => (await cluster.pods()).map(({ metadata: { name }, spec }) => `${name} ${spec.containers[0]?.image}`).sort();
  const settle = async () => {
    for (let waiting = await unready(); waiting.length > 0; waiting = await unready()) {
      await cluster.makeReady(waiting);
    }
  };
  const unready = async () => (await cluster.pods()).filter((pod) => !isReady(pod));
  const start = async (spec: Partial<StatefulSet['spec']> = {}) => {
    const statefulSet: StatefulSet = {
      apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db', namespace: 'test' },
      spec: { replicas: 3, serviceName: 'db', selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'db', image: 'db:1' }] } }, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } }, ...spec },
    };
    await cluster.kube.create(statefulSets, statefulSet);
    cluster.start([statefulsetController]);
    await cluster.settled();
    await settle();
  };
  const change = async (patch: object) => {
    await cluster.kube.patch(db, patch);
    await cluster.settled();
  };
  const setImage = (image: string) => change({ spec: { template: { spec: { containers: [{ name: 'db', image }] } } } });

  it('gives its pods names, host names and labels of their own', async () => {
    await start({ replicas: 2 });
    const [, second] = await cluster.pods();
    const revision = set().status!.updateRevision!;
    expect(second!.metadata).to.deep.include({ name: 'db-1', labels: { 'app': 'db', 'statefulset.kubernetes.io/pod-name': 'db-1', 'apps.kubernetes.io/pod-index': '1', 'controller-revision-hash': revision } });
    expect(second!.metadata).to.not.have.property('generateName');
    expect(second!.spec).to.include({ hostname: 'db-1', subdomain: 'db' });
    expect(revision).to.match(/^db-[4-9bcdf]+$/);
    expect(set().status).to.deep.equal({ observedGeneration: 1, replicas: 2, readyReplicas: 2, availableReplicas: 2, currentReplicas: 2, updatedReplicas: 2, currentRevision: revision, updateRevision: revision, collisionCount: 0 });
    expect(await cluster.told()).to.deep.equal(['SuccessfulCreate: Create Pod db-0 in StatefulSet db successful', 'SuccessfulCreate: Create Pod db-1 in StatefulSet db successful']);
  });

  it('replaces its pods from the last to the first', async () => {
    await start();
    const before = set().status!.currentRevision;
    await setImage('db:2');
    expect(await images()).to.deep.equal(['db-0 db:1', 'db-1 db:1', 'db-2 db:2']);
    expect(set().status).to.include({ updatedReplicas: 1, currentReplicas: 2, currentRevision: before });
    await settle();
    expect(await images()).to.deep.equal(['db-0 db:2', 'db-1 db:2', 'db-2 db:2']);
    expect(set().status?.currentRevision).to.equal(set().status?.updateRevision).and.not.to.equal(before);
  });

  it('stops at the partition, goes on as that is lowered, and back where the template is reverted', async () => {
    await start();
    await change({ spec: { updateStrategy: { rollingUpdate: { partition: 3 } } } });
    await setImage('db:2');
    expect(await images()).to.deep.equal(['db-0 db:1', 'db-1 db:1', 'db-2 db:1']);
    expect(set().status?.updateRevision).to.not.equal(set().status?.currentRevision);
    await change({ spec: { updateStrategy: { rollingUpdate: { partition: 2 } } } });
    await settle();
    expect(await images()).to.deep.equal(['db-0 db:1', 'db-1 db:1', 'db-2 db:2']);
    await setImage('db:1');
    await settle();
    expect(await images()).to.deep.equal(['db-0 db:1', 'db-1 db:1', 'db-2 db:1']);
    expect((await cluster.list<ControllerRevision>(controllerRevisions)).map(({ revision }) => revision).sort()).to.deep.equal([2, 3]);
  });

  it('scales down from the end', async () => {
    await start();
    await change({ spec: { replicas: 1 } });
    expect(await images()).to.deep.equal(['db-0 db:1']);
    expect(set().status).to.include({ replicas: 1, currentReplicas: 1 });
  });

  it('gives each pod a claim that stays when the pod goes', async () => {
    const template = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } } as unknown as KubeObject;
    await start({ replicas: 2, volumeClaimTemplates: [template] });
    await change({ spec: { replicas: 1 } });
    expect((await cluster.list(persistentVolumeClaims)).map(({ metadata }) => metadata.name)).to.deep.equal(['data-db-0', 'data-db-1']);
    expect((await cluster.pods())[0]!.spec['volumes']).to.deep.equal([{ name: 'data', persistentVolumeClaim: { claimName: 'data-db-0' } }]);
  });
});
