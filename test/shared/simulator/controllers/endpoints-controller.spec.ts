import { expect } from 'chai';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { services } from '../../../../shared/kube/resources.ts';
import { endpointsController } from '../../../../shared/simulator/controllers/endpoints-controller.ts';
import type { Endpoints } from '../../../../shared/simulator/controllers/objects/endpoints.ts';
import { endpoints } from '../../../../shared/simulator/controllers/objects/resources.ts';
import { ControlledCluster } from '../../../builders/a-controlled-cluster.ts';
import { aRunningPod } from '../../../builders/a-running-pod.ts';

describe('shared/simulator/controllers/endpoints-controller.ts', () => {
  let cluster: ControlledCluster;

  beforeEach(async () => {
    cluster = new ControlledCluster();
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'test' }, spec: { clusterIP: '10.96.0.10', selector: { app: 'web' }, ports: [{ port: 80 }] } } as KubeObject;
    const byHand = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'by-hand', namespace: 'test' } };
    cluster.kube.put(service, byHand, aRunningPod('a', { ip: '10.244.0.1' }));
    cluster.start([endpointsController]);
    await cluster.settled();
  });
  afterEach(() => cluster.stop());

  it('follows the pods of a Service', async () => {
    expect(cluster.kube.peek<Endpoints>(endpoints, 'web')?.subsets?.[0]?.addresses?.map(({ ip }) => ip)).to.deep.equal(['10.244.0.1']);
    cluster.kube.put(aRunningPod('b', { ip: '10.244.0.2' }));
    await cluster.settled();
    expect(cluster.kube.peek<Endpoints>(endpoints, 'web')?.subsets?.[0]?.addresses).to.have.length(2);
  });

  it('removes what it has made when the Service goes, and nothing else', async () => {
    await cluster.kube.delete({ resource: services, namespace: 'test', name: 'web' });
    await cluster.settled();
    expect((await cluster.list(endpoints)).map(({ metadata }) => metadata.name)).to.deep.equal(['by-hand']);
  });
});
