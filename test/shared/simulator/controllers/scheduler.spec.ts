import { expect } from 'chai';
import type { HttpRequest } from '../../../../shared/kube/kube.ts';
import { pods } from '../../../../shared/kube/resources.ts';
import { conditionOf } from '../../../../shared/simulator/controllers/objects/condition.ts';
import type { Pod } from '../../../../shared/simulator/controllers/objects/pod.ts';
import { nodes } from '../../../../shared/simulator/controllers/objects/resources.ts';
import { scheduler } from '../../../../shared/simulator/controllers/scheduler.ts';
import { ControlledCluster } from '../../../builders/a-controlled-cluster.ts';
import { aRunningPod } from '../../../builders/a-running-pod.ts';

const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } };

describe('shared/simulator/controllers/scheduler.ts', () => {
  let cluster: ControlledCluster;
  let bindings: { path: string; body: unknown }[];

  beforeEach(() => {
    cluster = new ControlledCluster();
    bindings = [];
    cluster.kube.onRequest = (path: string, { body }: HttpRequest) => {
      bindings.push({ path, body });
      const pod = cluster.kube.peek<Pod>(pods, path.split('/').at(-2)!)!;
      cluster.kube.put({ ...pod, spec: { ...pod.spec, nodeName: (body as { target: { name: string } }).target.name } } as Pod);
      return { status: 201, headers: {}, text: '{}' };
    };
  });
  afterEach(() => cluster.stop());

  const waiting = (name: string, spec: object = {}): Pod => aRunningPod(name, { phase: 'Pending', ready: false, spec: { nodeName: '', ...spec } });
  const start = async (...objects: Parameters<typeof cluster.kube.put>) => {
    cluster.kube.put(...objects);
    cluster.start([scheduler]);
    await cluster.settled();
  };

  it('binds a pod to the node by the subresource', async () => {
    await start(node, waiting('web'));
    expect(bindings).to.deep.equal([{
      path: '/api/v1/namespaces/test/pods/web/binding',
      body: { apiVersion: 'v1', kind: 'Binding', metadata: { name: 'web', namespace: 'test', uid: 'uid-web' }, target: { apiVersion: 'v1', kind: 'Node', name: 'node-1' } },
    }]);
    expect(await cluster.told()).to.deep.equal(['Scheduled: Successfully assigned test/web to node-1']);
  });

  it('leaves pods alone that have a node, have ended, or wait for another scheduler', async () => {
    await start(node, aRunningPod('placed'), aRunningPod('ended', { phase: 'Failed', spec: { nodeName: '' } }), waiting('foreign', { schedulerName: 'other' }));
    expect(bindings).to.deep.equal([]);
  });

  it('says once why a pod has no place, and gives it one when the node changes', async () => {
    await start(node, waiting('web', { nodeSelector: { disk: 'ssd' } }));
    const pod = cluster.kube.peek<Pod>(pods, 'web')!;
    expect(conditionOf(pod.status, 'PodScheduled')).to.include({ status: 'False', reason: 'Unschedulable', lastTransitionTime: '2026-01-01T12:00:00Z' });
    expect(await cluster.told()).to.have.length(1);
    await cluster.kube.patch({ resource: nodes, name: 'node-1' }, { metadata: { labels: { zone: 'a' } } });
    await cluster.settled();
    expect(await cluster.told()).to.have.length(1);
    await cluster.kube.patch({ resource: nodes, name: 'node-1' }, { metadata: { labels: { disk: 'ssd' } } });
    await cluster.settled();
    expect(cluster.kube.peek<Pod>(pods, 'web')!.spec.nodeName).to.equal('node-1');
  });

  it('tries again where the binding is refused', async () => {
    const bind = cluster.kube.onRequest;
    cluster.kube.onRequest = () => ({ status: 500, headers: {}, text: 'etcd is away' });
    await start(node, waiting('web'));
    cluster.kube.onRequest = bind;
    await cluster.pass(1);
    expect(cluster.kube.peek<Pod>(pods, 'web')!.spec.nodeName).to.equal('node-1');
    expect(cluster.log[0]).to.equal('default-scheduler: test/web: cannot bind test/web to node-1: etcd is away');
  });
});
