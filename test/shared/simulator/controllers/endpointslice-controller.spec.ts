import { expect } from 'chai';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { pods, services } from '../../../../shared/kube/resources.ts';
import { endpointsliceController } from '../../../../shared/simulator/controllers/endpointslice-controller.ts';
import type { EndpointSlice } from '../../../../shared/simulator/controllers/objects/endpoints.ts';
import { endpointSlices } from '../../../../shared/simulator/controllers/objects/resources.ts';
import { ControlledCluster } from '../../../builders/a-controlled-cluster.ts';
import { aRunningPod } from '../../../builders/a-running-pod.ts';

const service = (spec: object = { selector: { app: 'web' } }) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'test' }, spec: { clusterIP: '10.96.0.10', ports: [{ port: 80, targetPort: 'http' }], ...spec } }) as KubeObject;

describe('shared/simulator/controllers/endpointslice-controller.ts', () => {
  let cluster: ControlledCluster;

  beforeEach(() => {
    cluster = new ControlledCluster();
  });
  afterEach(() => cluster.stop());

  const start = async (...objects: KubeObject[]) => {
    cluster.kube.put(...objects);
    cluster.start([endpointsliceController]);
    await cluster.settled();
  };
  const addresses = async () => (await cluster.list<EndpointSlice>(endpointSlices)).map(({ endpoints }) => endpoints.filter(({ conditions }) => conditions.ready).flatMap((endpoint) => endpoint.addresses).join());

  it('follows pods as they come, become ready, change their labels and go', async () => {
    await start(service(), aRunningPod('a', { ip: '10.244.0.1' }));
    expect(await addresses()).to.deep.equal(['10.244.0.1']);
    const b = aRunningPod('b', { ip: '10.244.0.2', ready: false });
    cluster.kube.put(b);
    await cluster.settled();
    expect(await addresses()).to.deep.equal(['10.244.0.1']);
    cluster.setReady(b, 'True');
    await cluster.settled();
    expect(await addresses()).to.deep.equal(['10.244.0.1,10.244.0.2']);
    await cluster.kube.patch({ resource: pods, namespace: 'test', name: 'a' }, { metadata: { labels: { app: 'debug' } } });
    await cluster.settled();
    expect(await addresses()).to.deep.equal(['10.244.0.2']);
    await cluster.kube.delete({ resource: pods, namespace: 'test', name: 'b' });
    await cluster.settled();
    expect(await addresses()).to.deep.equal(['']);
  });

  it('follows the selector', async () => {
    await start(service(), aRunningPod('a', { ip: '10.244.0.1' }), aRunningPod('b', { ip: '10.244.0.2', labels: { app: 'api' } }));
    await cluster.kube.patch({ resource: services, namespace: 'test', name: 'web' }, { spec: { selector: { app: 'api' } } });
    await cluster.settled();
    expect(await addresses()).to.deep.equal(['10.244.0.2']);
  });

  for (const [title, spec] of [['has no selector', {}], ['is of type ExternalName', { type: 'ExternalName', selector: { app: 'web' } }]] as const) {
    it(`leaves a Service alone that ${title}`, async () => {
      await start(service(spec), aRunningPod('a', { ip: '10.244.0.1' }));
      expect(await addresses()).to.deep.equal([]);
    });
  }

  it('makes a slice again that somebody has deleted', async () => {
    await start(service(), aRunningPod('a', { ip: '10.244.0.1' }));
    const [slice] = await cluster.list<EndpointSlice>(endpointSlices);
    await cluster.kube.delete({ resource: endpointSlices, namespace: 'test', name: slice!.metadata.name });
    await cluster.settled();
    expect(await addresses()).to.deep.equal(['10.244.0.1']);
  });
});
