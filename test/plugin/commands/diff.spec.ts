import { expect } from 'chai';
import { command } from '../../../plugin/commands/diff.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import type { DeploymentBuilder } from '../../builders/a-deployment.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

describe('plugin/commands/diff.ts', () => {
  const { metadata: { uid = '' }, spec: { template } } = aDeployment().build();
  const replicaSet = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'podinfo-1', namespace: 'test', labels: { app: 'podinfo' }, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'podinfo', uid }] }, spec: { template } } as KubeObject;
  const diff = async (deployment: DeploymentBuilder) => {
    const { invocation, printed, told } = anInvocation(fakeKube(aCanary().inPhase('Waiting').build() as KubeObject, deployment.build(), replicaSet), { name: 'podinfo' });
    return { outcome: await command.run(invocation), printed, told };
  };

  it('prints what the held change would change, and ends as diff does where there is a difference', async () => {
    const { outcome, printed } = await diff(aDeployment().held('podinfo:2'));
    expect(outcome).to.equal('findings');
    expect(printed).to.include.members(['-      image: podinfo:1', '+      image: podinfo:2']);
  });

  it('prints nothing where nothing is held, and says so on stderr', async () => {
    expect(await diff(aDeployment())).to.deep.equal({ outcome: undefined, printed: [], told: ['nothing is held: deployment/podinfo has its stable template'] });
  });
});
