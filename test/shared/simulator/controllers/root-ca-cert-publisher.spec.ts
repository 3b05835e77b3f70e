import { expect } from 'chai';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { configMaps } from '../../../../shared/kube/resources.ts';
import { rootCaCertPublisher } from '../../../../shared/simulator/controllers/root-ca-cert-publisher.ts';
import { ControlledCluster } from '../../../builders/a-controlled-cluster.ts';

const namespace = (name: string, phase = 'Active') => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name }, status: { phase } }) as KubeObject;

describe('shared/simulator/controllers/root-ca-cert-publisher.ts', () => {
  let cluster: ControlledCluster;

  beforeEach(async () => {
    cluster = new ControlledCluster();
    cluster.kube.put(namespace('one'), namespace('leaving', 'Terminating'));
    cluster.start([rootCaCertPublisher]);
    await cluster.settled();
  });
  afterEach(() => cluster.stop());

  const maps = async () => (await cluster.list<KubeObject & { data: object }>(configMaps)).map(({ metadata, data }) => [`${metadata.namespace}/${metadata.name}`, data]);

  it('gives each namespace the authority', async () => {
    expect(await maps()).to.deep.equal([['one/kube-root-ca.crt', { 'ca.crt': 'PEM of the authority' }]]);
  });

  it('puts right what somebody has changed', async () => {
    await cluster.kube.patch({ resource: configMaps, namespace: 'one', name: 'kube-root-ca.crt' }, { data: { 'ca.crt': 'another' } });
    await cluster.settled();
    expect(await maps()).to.deep.equal([['one/kube-root-ca.crt', { 'ca.crt': 'PEM of the authority' }]]);
  });
});
