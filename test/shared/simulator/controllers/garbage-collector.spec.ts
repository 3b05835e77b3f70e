import { expect } from 'chai';
import type { KubeObject, ObjectMeta, OwnerReference } from '../../../../shared/kube/kube.ts';
import { canaries, configMaps, customResourceDefinitions, deployments, namespaces, replicaSets } from '../../../../shared/kube/resources.ts';
import type { Resource } from '../../../../shared/kube/resources.ts';
import { garbageCollector } from '../../../../shared/simulator/controllers/garbage-collector.ts';
import { ControlledCluster } from '../../../builders/a-controlled-cluster.ts';

type Kind = 'Deployment' | 'ReplicaSet' | 'ConfigMap' | 'Canary';
const apiVersions: Record<Kind, string> = { Deployment: 'apps/v1', ReplicaSet: 'apps/v1', ConfigMap: 'v1', Canary: 'kubectl-canary.dev/v1beta1' };
const made = (kind: Kind, name: string, metadata: Partial<ObjectMeta> = {}): KubeObject => ({ apiVersion: apiVersions[kind], kind, metadata: { name, namespace: 'test', uid: `uid-${name}`, ...metadata } });
const by = (kind: Kind, name: string, uid = `uid-${name}`): OwnerReference => ({ apiVersion: apiVersions[kind], kind, name, uid, controller: true, blockOwnerDeletion: true });

describe('shared/simulator/controllers/garbage-collector.ts', () => {
  let cluster: ControlledCluster;
  let resources: Resource[];

  beforeEach(() => {
    cluster = new ControlledCluster({ collectsGarbage: false });
    resources = [deployments, replicaSets, configMaps, namespaces];
  });
  afterEach(() => cluster.stop());

  const start = async (...objects: KubeObject[]) => {
    cluster.kube.put(...objects);
    cluster.start([garbageCollector], { resources: () => resources });
    await cluster.settled();
  };
  const names = async () => (await Promise.all([deployments, replicaSets, configMaps, canaries].map((resource) => cluster.list(resource)))).flat().map(({ metadata }) => metadata.name);
  const remove = async (resource: Resource, name: string) => {
    await cluster.kube.delete({ resource, namespace: 'test', name });
    await cluster.settled();
  };
  const chain = () => [made('Deployment', 'web'), made('ReplicaSet', 'web-1', { ownerReferences: [by('Deployment', 'web')] }), made('ConfigMap', 'pod', { ownerReferences: [by('ReplicaSet', 'web-1')] })];

  it('deletes what belongs to what is gone, down to the last', async () => {
    await start(...chain(), made('ConfigMap', 'free'));
    await remove(deployments, 'web');
    expect(await names()).to.deep.equal(['free']);
  });

  it('deletes what belongs to what never was, or was another of that name', async () => {
    await start(made('Deployment', 'web'), made('ReplicaSet', 'never', { ownerReferences: [by('Deployment', 'nobody')] }), made('ReplicaSet', 'earlier', { ownerReferences: [by('Deployment', 'web', 'uid-before')] }));
    expect(await names()).to.deep.equal(['web']);
  });

  it('keeps what still has an owner, and takes the other out of it', async () => {
    await start(made('Deployment', 'a'), made('Deployment', 'b'), made('ConfigMap', 'shared', { ownerReferences: [by('Deployment', 'a'), by('Deployment', 'b')] }));
    await remove(deployments, 'a');
    expect(cluster.kube.peek(configMaps, 'shared')!.metadata.ownerReferences).to.deep.equal([by('Deployment', 'b')]);
  });

  it('deletes dependents first where that is asked for', async () => {
    const [web, set, pod] = chain();
    await start({ ...web!, metadata: { ...web!.metadata, finalizers: ['foregroundDeletion'] } }, set!, { ...pod!, metadata: { ...pod!.metadata, finalizers: ['test/runs'] } });
    cluster.kube.put({ ...set!, metadata: { ...set!.metadata, finalizers: ['foregroundDeletion'] } });
    await remove(deployments, 'web');
    expect(await names()).to.deep.equal(['web', 'web-1', 'pod']);
    await cluster.kube.patch({ resource: configMaps, namespace: 'test', name: 'pod' }, { metadata: { finalizers: null } });
    await cluster.settled();
    expect(await names()).to.deep.equal([]);
  });

  it('spares dependents where that is asked for', async () => {
    const [web, ...others] = chain();
    await start({ ...web!, metadata: { ...web!.metadata, finalizers: ['orphan'] } }, ...others);
    await remove(deployments, 'web');
    expect(await names()).to.deep.equal(['web-1', 'pod']);
    expect(cluster.kube.peek(replicaSets, 'web-1')!.metadata.ownerReferences).to.deep.equal([]);
  });

  it('spares dependents also when it only learns of them while it starts', async () => {
    const [web, ...others] = chain();
    cluster.kube.put({ ...web!, metadata: { ...web!.metadata, finalizers: ['orphan'] } }, ...others);
    await cluster.kube.delete({ resource: deployments, namespace: 'test', name: 'web' });
    const list = cluster.kube.list.bind(cluster.kube);
    const { promise: late, resolve: arrive } = Promise.withResolvers<void>();
    cluster.kube.list = async (selection) => {
      await (selection.resource === replicaSets ? late : undefined);
      return await list(selection);
    };
    await start();
    expect(cluster.kube.peek(deployments, 'web')!.metadata.finalizers).to.deep.equal(['orphan']);
    arrive();
    await cluster.settled();
    expect(await names()).to.deep.equal(['web-1', 'pod']);
  });

  it('follows kinds that are defined later, and what becomes of their objects when they go', async () => {
    await start(made('ConfigMap', 'kept'));
    const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'canaries.kubectl-canary.dev' } };
    resources = [...resources, canaries];
    cluster.kube.put(definition, made('Canary', 'web'), made('ConfigMap', 'settings', { ownerReferences: [by('Canary', 'web')] }));
    await cluster.settled();
    expect(await names()).to.deep.equal(['kept', 'settings', 'web']);
    resources = resources.filter((resource) => resource !== canaries);
    await cluster.kube.delete({ resource: canaries, namespace: 'test', name: 'web' });
    await cluster.kube.delete({ resource: customResourceDefinitions, name: 'canaries.kubectl-canary.dev' });
    await cluster.settled();
    expect(await names()).to.deep.equal(['kept']);
  });

  it('leaves alone what belongs to a kind that nobody knows, and says so', async () => {
    await start(made('ConfigMap', 'settings', { ownerReferences: [by('Canary', 'web')] }));
    expect(await names()).to.deep.equal(['settings']);
    expect(cluster.log[0]).to.contain('belongs to a Canary of kubectl-canary.dev/v1beta1, which this cluster does not know');
  });

  it('leaves alone what lives in no namespace and names an owner that lives in one', async () => {
    await start({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'odd', uid: 'uid-odd', ownerReferences: [by('ConfigMap', 'nobody')] } });
    expect(await cluster.list(namespaces)).to.have.length(1);
  });
});
