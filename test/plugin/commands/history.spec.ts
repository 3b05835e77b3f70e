import { expect } from 'chai';
import { command } from '../../../plugin/commands/history.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { afterNoon, noon } from '../../builders/an-observation.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

describe('plugin/commands/history.ts', () => {
  const once = { rollouts: [{ startedAt: noon, endedAt: afterNoon(60), result: 'promoted', because: 'podinfo.test is promoted', template: 'two', images: { app: 'podinfo:2' }, startedBy: 'jane' }] };
  const history = async (output: string, status: object = once) => {
    const { invocation, printed, told } = anInvocation(fakeKube(aCanary().withStatus(status).build() as KubeObject), { name: 'podinfo', output });
    await command.run(invocation);
    return { printed, told };
  };

  it('prints a row for each rollout', async () => {
    const { printed } = await history('table');
    expect(printed).to.have.length(2);
    expect(printed[1]).to.match(/12:00:00 +1m +promoted +→ podinfo:2 +jane +podinfo\.test is promoted$/);
    expect((await history('wide')).printed[0]).to.match(/TEMPLATE/);
  });

  it('prints the same for a program', async () => {
    expect(JSON.parse((await history('json')).printed.join('\n'))).to.have.nested.property('rollouts[0].result', 'promoted');
    expect((await history('yaml', {})).printed).to.include('rollouts: []');
  });

  it('says that none is recorded yet', async () => {
    expect(await history('table', {})).to.deep.equal({ printed: [], told: ['No rollouts of podinfo are recorded yet; see where it stands: kubectl canary explain podinfo -n test'] });
  });

  it('refuses a format that it does not have', async () => {
    expect(await history('name').catch((error: Error) => error.message)).to.equal('there is no output format "name" of history');
  });
});
