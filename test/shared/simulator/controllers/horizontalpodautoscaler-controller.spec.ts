import { expect } from 'chai';
import { deployments } from '../../../../shared/kube/resources.ts';
import { horizontalpodautoscalerController } from '../../../../shared/simulator/controllers/horizontalpodautoscaler-controller.ts';
import type { HorizontalPodAutoscaler } from '../../../../shared/simulator/controllers/objects/autoscaler.ts';
import { conditionOf } from '../../../../shared/simulator/controllers/objects/condition.ts';
import { horizontalPodAutoscalers } from '../../../../shared/simulator/controllers/objects/resources.ts';
import type { Deployment } from '../../../../shared/simulator/controllers/objects/workloads.ts';
import { ControlledCluster } from '../../../builders/a-controlled-cluster.ts';
import { aWebDeployment } from '../../../builders/a-replica-set.ts';

const web = { resource: deployments, namespace: 'test', name: 'web' };

describe('shared/simulator/controllers/horizontalpodautoscaler-controller.ts', () => {
  let cluster: ControlledCluster;
  let wanted: number | undefined;

  beforeEach(async () => {
    cluster = new ControlledCluster();
    wanted = undefined;
    cluster.kube.onRequest = (path) => {
      const deployment = cluster.kube.peek<Deployment>(deployments, path.split('/').at(-2)!);
      const missing = { status: 404, headers: {}, text: JSON.stringify({ reason: 'NotFound', message: 'deployments.apps "web" not found' }) };
      return deployment === undefined ? missing : { status: 200, headers: {}, text: JSON.stringify({ spec: { replicas: deployment.spec.replicas } }) };
    };
    cluster.kube.put(aWebDeployment({ replicas: 1 }), {
      apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', namespace: 'test' },
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 4 },
    } as HorizontalPodAutoscaler);
    cluster.start([horizontalpodautoscalerController], { resources: () => [deployments], desiredReplicas: () => wanted });
    await cluster.settled();
  });
  afterEach(() => cluster.stop());

  const replicas = () => cluster.kube.peek<Deployment>(deployments, 'web')?.spec.replicas;
  const status = () => cluster.kube.peek<HorizontalPodAutoscaler>(horizontalPodAutoscalers, 'web')!.status!;

  it('keeps its target within bounds, by the scale subresource', async () => {
    expect(replicas()).to.equal(2);
    expect(cluster.kube.writes.find(({ resource }) => resource === 'deployments')).to.include({ verb: 'patch', subresource: 'scale' });
    expect(await cluster.told()).to.deep.equal(['SuccessfulRescale: New size: 2; reason: Current number of replicas below Spec.MinReplicas']);
    expect(status()).to.deep.include({ desiredReplicas: 2, currentReplicas: 2, lastScaleTime: '2026-01-01T12:00:00Z', observedGeneration: 1 });
  });

  it('notices at once that somebody else has scaled its target', async () => {
    await cluster.kube.patch(web, { spec: { replicas: 9 } });
    await cluster.settled();
    expect(replicas()).to.equal(4);
  });

  it('follows a metric where there is one, every 15 seconds', async () => {
    wanted = 3;
    await cluster.pass(14);
    expect(replicas()).to.equal(2);
    await cluster.pass(1);
    expect(replicas()).to.equal(3);
    await cluster.pass(15);
    expect(conditionOf(status(), 'AbleToScale')).to.include({ reason: 'ReadyForNewScale' });
  });

  it('leaves a target alone that is switched off', async () => {
    await cluster.kube.patch(web, { spec: { replicas: 0 } });
    await cluster.settled();
    expect(replicas()).to.equal(0);
    expect(conditionOf(status(), 'ScalingActive')).to.include({ status: 'False', reason: 'ScalingDisabled' });
  });

  it('says that its target is not there, and finds it when it is', async () => {
    await cluster.kube.delete(web);
    await cluster.settled();
    expect(conditionOf(status(), 'AbleToScale')).to.include({ status: 'False', reason: 'FailedGetScale', message: 'the HPA controller was unable to get the target\'s current scale: deployments.apps "web" not found' });
    cluster.kube.put(aWebDeployment({ replicas: 1 }));
    await cluster.settled();
    expect(replicas()).to.equal(2);
    expect(conditionOf(status(), 'AbleToScale')?.status).to.equal('True');
  });
});
