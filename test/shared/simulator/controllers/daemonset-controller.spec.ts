import { expect } from 'chai';
import { pods } from '../../../../shared/kube/resources.ts';
import { daemonsetController } from '../../../../shared/simulator/controllers/daemonset-controller.ts';
import { isReady } from '../../../../shared/simulator/controllers/objects/pod.ts';
import type { Pod } from '../../../../shared/simulator/controllers/objects/pod.ts';
import { controllerRevisions, daemonSets, nodes } from '../../../../shared/simulator/controllers/objects/resources.ts';
import type { ControllerRevision, DaemonSet } from '../../../../shared/simulator/controllers/objects/workloads.ts';
import { ControlledCluster } from '../../../builders/a-controlled-cluster.ts';

const agent = { resource: daemonSets, namespace: 'test', name: 'agent' };
const labels = { app: 'agent' };

describe('shared/simulator/controllers/daemonset-controller.ts', () => {
  let cluster: ControlledCluster;

  beforeEach(() => {
    cluster = new ControlledCluster();
    cluster.kube.put({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } });
  });
  afterEach(() => cluster.stop());

  const set = () => cluster.kube.peek<DaemonSet>(daemonSets, 'agent')!;
  const images = async () => (await cluster.pods()).map(({ spec }) => spec.containers[0]?.image);
  const revisions = async () => (await cluster.list<ControllerRevision>(controllerRevisions)).map(({ revision, data }) => `${revision}: ${data.spec.template.spec.containers[0]?.image}`).sort();
  const start = async (spec: Partial<DaemonSet['spec']> = {}) => {
    const daemonSet: DaemonSet = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'agent', namespace: 'test' }, spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'agent', image: 'agent:1' }] } }, ...spec } };
    await cluster.kube.create(daemonSets, daemonSet);
    cluster.start([daemonsetController]);
    await cluster.settled();
    await cluster.makeReady();
  };
  const change = async (patch: object) => {
    await cluster.kube.patch(agent, patch);
    await cluster.settled();
  };
  const setImage = (image: string) => change({ spec: { template: { spec: { containers: [{ name: 'agent', image }] } } } });

  it('has a pod on the node, meant for it alone, and says so', async () => {
    await start();
    const [pod, ...others] = await cluster.pods();
    expect(others).to.deep.equal([]);
    expect(pod!.spec['affinity']).to.deep.equal({ nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] }] } } });
    expect((pod!.spec['tolerations'] as { key: string }[]).map(({ key }) => key)).to.include('node.kubernetes.io/unschedulable');
    expect(set().status).to.deep.equal({ observedGeneration: 1, desiredNumberScheduled: 1, currentNumberScheduled: 1, numberMisscheduled: 0, numberReady: 1, updatedNumberScheduled: 1, numberAvailable: 1 });
    expect(await cluster.told()).to.deep.equal([`SuccessfulCreate: Created pod: ${pod!.metadata.name}`]);
  });

  it('keeps its template as a revision, which its pods name', async () => {
    await start();
    const [revision] = await cluster.list<ControllerRevision>(controllerRevisions);
    const hash = revision!.metadata.labels!['controller-revision-hash'];
    expect(revision!.metadata.name).to.equal(`agent-${hash}`);
    expect(revision).to.deep.include({ revision: 1, data: { spec: { template: { ...set().spec.template, $patch: 'replace' } } } });
    expect((await cluster.pods())[0]!.metadata.labels).to.deep.equal({ 'app': 'agent', 'controller-revision-hash': hash });
  });

  it('replaces its pod for a new template', async () => {
    await start();
    await setImage('agent:2');
    expect(await images()).to.deep.equal(['agent:2']);
    expect(set().status).to.include({ updatedNumberScheduled: 1, numberUnavailable: 1, numberReady: 0 });
    await cluster.makeReady();
    expect(set().status).to.include({ numberAvailable: 1, observedGeneration: 2 });
    expect(await revisions()).to.deep.equal(['1: agent:1', '2: agent:2']);
  });

  it('leaves its pod as it is where the strategy is OnDelete, until somebody deletes it', async () => {
    await start({ updateStrategy: { type: 'OnDelete' } });
    await setImage('agent:2');
    expect(await images()).to.deep.equal(['agent:1']);
    expect(set().status).to.not.have.property('updatedNumberScheduled');
    await cluster.kube.delete({ resource: pods, namespace: 'test', name: (await cluster.pods())[0]!.metadata.name });
    await cluster.settled();
    expect(await images()).to.deep.equal(['agent:2']);
  });

  it('starts the new pod beside the old one where the strategy allows a surge', async () => {
    await start({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } });
    await setImage('agent:2');
    expect((await images()).sort()).to.deep.equal(['agent:1', 'agent:2']);
    await cluster.makeReady((await cluster.pods()).filter((pod) => !isReady(pod)));
    expect(await images()).to.deep.equal(['agent:2']);
  });

  it('brings an old revision back under a new number', async () => {
    await start();
    await setImage('agent:2');
    await setImage('agent:1');
    expect(await revisions()).to.deep.equal(['2: agent:2', '3: agent:1']);
    expect(await images()).to.deep.equal(['agent:1']);
  });

  it('forgets revisions beyond its limit', async () => {
    await start({ revisionHistoryLimit: 1 });
    for (const image of ['agent:2', 'agent:3', 'agent:4']) {
      await setImage(image);
    }
    expect(await revisions()).to.deep.equal(['3: agent:3', '4: agent:4']);
  });

  it('follows the node', async () => {
    await start({ template: { metadata: { labels }, spec: { nodeSelector: { disk: 'ssd' }, containers: [{ name: 'agent', image: 'agent:1' }] } } });
    expect(set().status).to.include({ desiredNumberScheduled: 0, currentNumberScheduled: 0 });
    await cluster.kube.patch({ resource: nodes, name: 'node-1' }, { metadata: { labels: { disk: 'ssd' } } });
    await cluster.settled();
    expect(await images()).to.have.length(1);
    await cluster.kube.patch({ resource: nodes, name: 'node-1' }, { metadata: { labels: { disk: 'hdd' } } });
    await cluster.settled();
    expect(await images()).to.deep.equal([]);
  });

  it('replaces a pod that has failed, and says so', async () => {
    await start();
    const [pod] = await cluster.pods();
    cluster.kube.put({ ...pod!, status: { phase: 'Failed' } } as Pod);
    await cluster.settled();
    expect((await cluster.pods()).map(({ metadata: { uid } }) => uid)).to.not.include(pod!.metadata.uid);
    expect(await cluster.told()).to.include(`FailedDaemonPod: Found failed daemon pod test/${pod!.metadata.name} on node node-1, will try to kill it`);
  });
});
