import { expect } from 'chai';
import { ApiError } from '../../../../shared/kube/kube.ts';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { configMaps, namespaces, pods } from '../../../../shared/kube/resources.ts';
import type { Resource } from '../../../../shared/kube/resources.ts';
import { namespaceController } from '../../../../shared/simulator/controllers/namespace-controller.ts';
import type { Namespace } from '../../../../shared/simulator/controllers/namespaces/namespace.ts';
import { conditionOf } from '../../../../shared/simulator/controllers/objects/condition.ts';
import { ControlledCluster } from '../../../builders/a-controlled-cluster.ts';
import { aRunningPod } from '../../../builders/a-running-pod.ts';

const map = (name: string, finalizers: string[] = []): KubeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'test', finalizers } });

describe('shared/simulator/controllers/namespace-controller.ts', () => {
  let cluster: ControlledCluster;

  beforeEach(() => {
    cluster = new ControlledCluster();
    cluster.kube.onRequest = (path, { body }) => {
      const { spec } = body as Namespace;
      expect(path).to.equal('/api/v1/namespaces/test/finalize');
      expect(spec?.finalizers).to.deep.equal([]);
      const namespace = cluster.kube.peek<Namespace>(namespaces, 'test')!;
      cluster.kube.put({ ...namespace, metadata: { ...namespace.metadata, finalizers: [] } });
      return { status: 200, headers: {}, text: '{}' };
    };
  });
  afterEach(() => cluster.stop());

  /** What keeps it stored here is metadata.finalizers; in a cluster spec.finalizers does. */
  const start = async (...objects: KubeObject[]) => {
    cluster.kube.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'test', finalizers: ['test/stored'] }, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } } as KubeObject, ...objects);
    cluster.start([namespaceController], { resources: () => [configMaps, pods, namespaces] });
    await cluster.settled();
  };
  const remove = async () => {
    await cluster.kube.delete({ resource: namespaces, name: 'test' });
    await cluster.settled();
  };
  const release = async (resource: Resource, name: string) => {
    await cluster.kube.patch({ resource, namespace: 'test', name }, { metadata: { finalizers: null } });
    await cluster.settled();
  };
  const namespace = () => cluster.kube.peek<Namespace>(namespaces, 'test');
  const namesOf = async (resource: Resource) => (await cluster.list(resource)).map(({ metadata }) => metadata.name);

  it('leaves a namespace alone that nobody deletes', async () => {
    await start(map('a'));
    expect(await namesOf(configMaps)).to.deep.equal(['a']);
    expect(namespace()?.status).to.deep.equal({ phase: 'Active' });
  });

  it('deletes what is in it, and nothing else, and lets it go', async () => {
    const elsewhere = map('elsewhere');
    await start(map('a'), aRunningPod('b'), { ...elsewhere, metadata: { ...elsewhere.metadata, namespace: 'other' } });
    await remove();
    expect(namespace()).to.equal(undefined);
    expect(await namesOf(configMaps)).to.deep.equal(['elsewhere']);
    expect(await namesOf(pods)).to.deep.equal([]);
  });

  it('says what is left, and goes on when that is gone', async () => {
    await start(map('held', ['example.com/hold']), map('free'));
    await remove();
    expect(await namesOf(configMaps)).to.deep.equal(['held']);
    expect(namespace()?.status?.phase).to.equal('Terminating');
    expect(conditionOf(namespace()?.status, 'NamespaceFinalizersRemaining')?.message).to.contain('example.com/hold in 1 resource instances');
    await release(configMaps, 'held');
    expect(namespace()).to.equal(undefined);
  });

  it('keeps what pods may need until the last of them has ended', async () => {
    const pod = aRunningPod('web');
    await start(map('settings'), { ...pod, metadata: { ...pod.metadata, finalizers: ['test/runs'] } });
    await remove();
    expect(await namesOf(configMaps)).to.deep.equal(['settings']);
    await release(pods, 'web');
    expect(await namesOf(configMaps)).to.deep.equal([]);
    expect(namespace()).to.equal(undefined);
  });

  it('says what it cannot delete, and tries again', async () => {
    await start(map('a'));
    for (let times = 0; times < 4; times += 1) {
      cluster.kube.failNext(({ verb, resource }) => verb === 'delete' && resource === 'configmaps', new ApiError(500, 'InternalError', 'a webhook is away'));
    }
    await remove();
    expect(conditionOf(namespace()?.status, 'NamespaceDeletionContentFailure')).to.include({ status: 'True', reason: 'ContentDeletionFailed' });
    await cluster.pass(4);
    expect(namespace()).to.equal(undefined);
  });
});
