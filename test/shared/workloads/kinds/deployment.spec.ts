import { expect } from 'chai';
import { deployment } from '../../../../shared/workloads/kinds/deployment.ts';
import { aDeployment } from '../../../builders/a-deployment.ts';
import type { DeploymentBuilder } from '../../../builders/a-deployment.ts';

describe('shared/workloads/kinds/deployment.ts', () => {
  const cases: [title: string, workload: DeploymentBuilder, readyThreshold: number, state: { complete: boolean; stuck: boolean }, progress: RegExp][] = [
    ['all pods are there', aDeployment(), 100, { complete: true, stuck: false }, /^rolled out$/],
    ['no pod is asked for (quirk 22)', aDeployment().replicas(0), 100, { complete: true, stuck: false }, /^rolled out$/],
    ['Kubernetes has not seen the change yet', aDeployment().unobserved(), 100, { complete: false, stuck: false }, /observed deployment generation less than desired generation/],
    ['not all pods are of the newest template', aDeployment().replicas(3).rolling(1), 100, { complete: false, stuck: false }, /1 out of 3 new replicas have been updated/],
    ['old pods still end', aDeployment().with({ status: { replicas: 3 } }), 100, { complete: false, stuck: false }, /1 old replicas are pending termination/],
    ['a pod is not available', aDeployment().replicas(4).available(3), 100, { complete: false, stuck: false }, /3 of 4 updated replicas are available/],
    ['enough pods are available', aDeployment().replicas(4).available(3), 75, { complete: true, stuck: false }, /^rolled out$/],
    ['its deadline is exceeded', aDeployment().rolling(1).stuck(), 100, { complete: false, stuck: true }, /exceeded its progress deadline/],
    ['an older change had exceeded its deadline', aDeployment().stuck().unobserved(), 100, { complete: false, stuck: false }, /observed deployment generation/],
    ['it is complete though its deadline was exceeded on the way', aDeployment().stuck(), 100, { complete: true, stuck: false }, /^rolled out$/],
  ];
  for (const [title, workload, readyThreshold, state, progress] of cases) {
    it(`knows how a rollout stands where ${title}`, () => {
      const rollout = deployment.rollout(workload.build(), readyThreshold);
      expect({ complete: rollout.complete, stuck: rollout.stuck }).to.deep.equal(state);
      expect(rollout.progress).to.match(progress);
    });
  }
});
