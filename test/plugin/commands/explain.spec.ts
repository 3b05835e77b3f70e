import { expect } from 'chai';
import { command } from '../../../plugin/commands/explain.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

describe('plugin/commands/explain.ts', () => {
  const explain = async (output: string) => {
    const failed = aCanary().inPhase('Failed', { failure: 'rolled back at weight 20: aborted by joe', lastAppliedSpec: 'f00' });
    const kube = fakeKube(failed.build() as KubeObject, aDeployment().build());
    const { invocation, printed } = anInvocation(kube, { name: 'podinfo', output });
    await command.run(invocation);
    expect(kube.writes).to.deep.equal([]);
    return printed;
  };

  it('says the most decisive first, and what to type last', async () => {
    const lines = await explain('text');
    expect(lines[0]).to.equal('podinfo.test Failed: rolled back at weight 20: aborted by joe');
    expect(lines.at(-1)).to.match(/^to .*: kubectl canary status podinfo -n test -o wide$/);
  });

  it('says the same to a program', async () => {
    const data = JSON.parse((await explain('json')).join('\n'));
    expect(data).to.include({ name: 'podinfo', namespace: 'test', phase: 'Failed' });
    expect(data.because[0]).to.equal('rolled back at weight 20: aborted by joe');
    expect(data.next.at(-1)).to.have.keys('to', 'command');
    expect((await explain('yaml'))[0]).to.equal('name: podinfo');
  });

  it('refuses a format that it does not have', async () => {
    expect(await explain('wide').catch((error: Error) => error.message)).to.equal('there is no output format "wide"');
  });
});
