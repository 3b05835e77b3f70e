import { expect } from 'chai';
import { awaitCanary } from '../../../plugin/wait/await-canary.ts';
import type { Awaitable } from '../../../plugin/wait/awaited.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import { canaries } from '../../../shared/kube/resources.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { fakeKube } from '../../builders/fake-kube.ts';
import type { FakeKube } from '../../builders/fake-kube.ts';
import { until } from '../../builders/until.ts';

describe('plugin/wait/await-canary.ts', () => {
  const held = aDeployment().held('podinfo:2').build();
  const progressing = aCanary().inPhase('Progressing', { because: 'step 1 of 5' });

  function begin(kube: FakeKube, wanted: Awaitable = 'ended') {
    const told: string[] = [];
    const stop = new AbortController();
    const waiting = awaitCanary({ kube, canary: progressing.build(), until: wanted, signal: stop.signal, tell: (line) => told.push(line) });
    return { told, stop, waiting };
  }

  it('ends with the rollout, and tells each reason once on the way', async () => {
    const kube = fakeKube(progressing.build(), held);
    const { told, waiting } = begin(kube);
    await until('it has looked', () => told.length === 1);
    kube.put(aCanary().inPhase('Promoting', { because: 'all steps have passed' }).build());
    kube.put(aDeployment().build());
    kube.put(aCanary().inPhase('Succeeded', { because: 'podinfo.test is promoted' }).build());
    expect(await waiting).to.equal('promoted');
    expect(told).to.deep.equal(['step 1 of 5', 'all steps have passed']);
  });

  it('asks for nothing but the Canary and its target, once each', async () => {
    const kube = fakeKube(progressing.build(), held);
    const { told, stop, waiting } = begin(kube);
    await until('it has looked', () => told.length === 1);
    stop.abort();
    await waiting;
    const resources = (verb: string) => kube.calls.filter((call) => call.verb === verb).map(({ resource }) => resource).sort();
    expect(resources('list')).to.deep.equal(['canaries', 'deployments']);
    expect(resources('get')).to.deep.equal([]);
  });

  it('ends at once where nothing is to be waited for', async () => {
    expect(await begin(fakeKube(aCanary().inPhase('Succeeded').build(), aDeployment().build())).waiting).to.equal('promoted');
  });

  it('ends with a Canary that is deleted meanwhile', async () => {
    const kube = fakeKube(progressing.build(), held);
    const { told, waiting } = begin(kube);
    await until('it has looked', () => told.length === 1);
    await kube.delete({ resource: canaries, namespace: 'test', name: 'podinfo' });
    expect(await waiting).to.equal('aborted');
  });

  it('goes by the Canary alone where the target may not be read', async () => {
    const kube = fakeKube(aCanary().inPhase('Succeeded').build(), held);
    kube.failNext(({ resource }) => resource === 'deployments', new ApiError(403, 'Forbidden', 'no'));
    expect(await begin(kube).waiting).to.equal('promoted');
  });

  it('gives up when it is told to', async () => {
    const { stop, waiting } = begin(fakeKube(progressing.build(), held), 'promoted');
    stop.abort();
    expect(await waiting).to.equal(undefined);
  });

  it('says why the Canary may not be watched', async () => {
    const kube = fakeKube(progressing.build(), held);
    kube.failNext(({ resource }) => resource === 'canaries', new ApiError(403, 'Forbidden', 'no'));
    expect(await begin(kube).waiting.catch((error: Error) => error)).to.be.instanceOf(ApiError);
  });
});
