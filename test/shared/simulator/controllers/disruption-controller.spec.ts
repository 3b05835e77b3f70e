import { expect } from 'chai';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { deployments, podDisruptionBudgets } from '../../../../shared/kube/resources.ts';
import { disruptionController } from '../../../../shared/simulator/controllers/disruption-controller.ts';
import type { PodDisruptionBudget } from '../../../../shared/simulator/controllers/objects/disruption-budget.ts';
import { controllerRef } from '../../../../shared/simulator/controllers/ownership/controller-ref.ts';
import { ControlledCluster } from '../../../builders/a-controlled-cluster.ts';
import { aReplicaSet, aWebDeployment } from '../../../builders/a-replica-set.ts';
import { aRunningPod } from '../../../builders/a-running-pod.ts';

describe('shared/simulator/controllers/disruption-controller.ts', () => {
  let cluster: ControlledCluster;

  beforeEach(async () => {
    cluster = new ControlledCluster();
    const deployment = aWebDeployment({ replicas: 4 });
    const set = aReplicaSet('web-1', { replicas: 4 });
    const budget = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web', namespace: 'test' }, spec: { selector: { matchLabels: { app: 'web' } }, maxUnavailable: '50%' } } as KubeObject;
    cluster.kube.put(deployment, { ...set, metadata: { ...set.metadata, ownerReferences: [controllerRef(deployment)] } }, budget);
    cluster.kube.put(...['a', 'b', 'c', 'd'].map((name) => aRunningPod(name, { owner: { kind: 'ReplicaSet', name: 'web-1', uid: 'uid-web-1' } })));
    cluster.start([disruptionController]);
    await cluster.settled();
  });
  afterEach(() => cluster.stop());

  const status = () => cluster.kube.peek<PodDisruptionBudget>(podDisruptionBudgets, 'web')!.status;

  it('takes the size of the Deployment for the whole', () => {
    expect(status()).to.include({ currentHealthy: 4, desiredHealthy: 2, disruptionsAllowed: 2, expectedPods: 4, observedGeneration: 1 });
  });

  it('follows pods and sizes', async () => {
    cluster.setReady((await cluster.pods())[0]!, 'False');
    await cluster.settled();
    expect(status()).to.include({ currentHealthy: 3, disruptionsAllowed: 1 });
    await cluster.kube.patch({ resource: deployments, namespace: 'test', name: 'web' }, { spec: { replicas: 6 } });
    await cluster.settled();
    expect(status()).to.include({ desiredHealthy: 3, disruptionsAllowed: 0, expectedPods: 6 });
  });
});
