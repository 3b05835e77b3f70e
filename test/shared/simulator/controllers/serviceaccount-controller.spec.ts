import { expect } from 'chai';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { serviceAccounts } from '../../../../shared/kube/resources.ts';
import { serviceaccountController } from '../../../../shared/simulator/controllers/serviceaccount-controller.ts';
import { ControlledCluster } from '../../../builders/a-controlled-cluster.ts';

const namespace = (name: string, phase = 'Active') => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name }, status: { phase } }) as KubeObject;

describe('shared/simulator/controllers/serviceaccount-controller.ts', () => {
  let cluster: ControlledCluster;

  beforeEach(async () => {
    cluster = new ControlledCluster();
    cluster.kube.put(namespace('one'), namespace('leaving', 'Terminating'));
    cluster.start([serviceaccountController]);
    await cluster.settled();
  });
  afterEach(() => cluster.stop());

  const accounts = async () => (await cluster.list(serviceAccounts)).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

  it('gives each namespace a default account, also those that come later', async () => {
    cluster.kube.put(namespace('two'));
    await cluster.settled();
    expect(await accounts()).to.deep.equal(['one/default', 'two/default']);
  });

  it('makes it again where somebody deletes it', async () => {
    await cluster.kube.delete({ resource: serviceAccounts, namespace: 'one', name: 'default' });
    await cluster.settled();
    expect(await accounts()).to.deep.equal(['one/default']);
  });
});
