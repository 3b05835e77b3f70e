import { expect } from 'chai';
import { command } from '../../../plugin/commands/list.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

describe('plugin/commands/list.ts', () => {
  const kube = fakeKube(aCanary().with({ metadata: { labels: { team: 'web' } } }).build(), aCanary().named('backend').inNamespace('shop').build());
  const list = async (args: object = {}, allNamespaces = false) => {
    const { invocation, printed, told } = anInvocation(kube, { output: 'name', selector: undefined, ...args }, { allNamespaces });
    await command.run(invocation);
    return { printed, told };
  };

  it('lists the namespace of the connection', async () => {
    expect((await list()).printed).to.deep.equal(['canary.kubectl-canary.dev/podinfo']);
  });

  it('lists all namespaces, with a column for them', async () => {
    const { printed } = await list({ output: 'table' }, true);
    expect(printed).to.have.length(3);
    expect(printed[0]).to.match(/^NAMESPACE +NAME/);
  });

  it('lists what has these labels', async () => {
    expect((await list({ selector: 'team=web' })).printed).to.have.length(1);
    expect((await list({ selector: 'team=other' })).printed).to.have.length(0);
  });

  it('says on stderr that there are none, and prints an empty list where a program reads it', async () => {
    expect(await list({ output: 'table', selector: 'team=other' })).to.deep.equal({ printed: [], told: ['No canaries found in test namespace.'] });
    const { printed } = await list({ output: 'json', selector: 'team=other' });
    expect(JSON.parse(printed.join('\n'))).to.deep.equal({ apiVersion: 'v1', kind: 'List', items: [] });
  });

  it('takes one request', async () => {
    const before = kube.calls.length;
    await list({}, true);
    expect(kube.calls.slice(before).map(({ verb }) => verb)).to.deep.equal(['list']);
  });

  it('puts first what needs a person most, a rollout that nobody drives before one that is driven', async () => {
    const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'kubectl-canary-driven', namespace: 'test' }, spec: { holderIdentity: 'jane', renewTime: new Date().toISOString(), leaseDurationSeconds: 600 } };
    const cluster = fakeKube(
      aCanary().named('promoted').inPhase('Succeeded').build(), aCanary().named('driven').inPhase('Progressing').build(),
      aCanary().named('alone').inPhase('Progressing').build(), aCanary().named('failed').inPhase('Failed').build(), lease,
    );
    const { invocation, printed } = anInvocation(cluster, { output: 'custom-columns=NAME:.metadata.name', selector: undefined });
    await command.run(invocation);
    expect(printed).to.deep.equal(['NAME', 'failed', 'alone', 'driven', 'promoted']);
  });
});
