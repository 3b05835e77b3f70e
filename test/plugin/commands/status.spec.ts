import { expect } from 'chai';
import { command } from '../../../plugin/commands/status.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { fakeKube } from '../../builders/fake-kube.ts';
import { ApiError } from '../../../shared/kube/kube.ts';

describe('plugin/commands/status.ts', () => {
  const failed = aCanary().inPhase('Failed', { because: 'rolled back at weight 20: failed checks threshold reached 3', history: [] });
  const cluster = () => fakeKube(failed.build(), aDeployment().held('podinfo:2').build());
  const status = async (kube = cluster(), output = 'table') => {
    const { invocation, printed } = anInvocation(kube, { name: 'podinfo', output });
    await command.run(invocation);
    return printed;
  };

  it('shows where the canary stands, why, what is held, and what to do next', async () => {
    const text = (await status()).join('\n');
    expect(text).to.match(/^podinfo\.test {2}Failed/);
    expect(text).to.include('failed checks threshold reached 3');
    expect(text).to.include('deployment/podinfo is held');
    expect(text).to.include('2 of 2 pods available');
    expect(text).to.include('kubectl canary abort podinfo -n test --revert');
  });

  it('prints the object itself where a program reads it', async () => {
    expect(JSON.parse((await status(cluster(), 'json')).join('\n'))).to.have.nested.property('status.phase', 'Failed');
  });

  it('leaves out what may not be read', async () => {
    const kube = cluster();
    kube.failNext(({ resource }) => resource === 'deployments', new ApiError(403, 'Forbidden', 'no'));
    expect((await status(kube)).join('\n')).to.include('Failed').and.not.include('pods available');
  });

  it('shows a canary whose router is not known', async () => {
    expect((await status(fakeKube(failed.routedBy('smoke-signals').build())))[0]).to.match(/^podinfo\.test/);
  });
});
