import { expect } from 'chai';
import { ordersOf, refusalOf } from '../../../plugin/watch/controls.ts';
import { canaries } from '../../../shared/kube/resources.ts';
import { ManualClock } from '../../builders/a-manual-clock.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { analysingAt, anObservation } from '../../builders/an-observation.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

describe('plugin/watch/controls.ts', () => {
  it('writes a command about the template that is held', async () => {
    const kube = fakeKube(aCanary().build());
    await ordersOf({ kube, user: 'jane', clock: new ManualClock() })('promote', anObservation(analysingAt(1)));
    expect(kube.peek(canaries, 'podinfo')?.metadata.annotations).to.deep.include({
      'kubectl-canary.dev/command': 'promote', 'kubectl-canary.dev/command-by': 'jane', 'kubectl-canary.dev/command-template': 'next',
    });
  });

  it('knows what makes no sense', () => {
    expect(refusalOf('promote', anObservation())).to.equal('canary podinfo holds nothing to promote');
    expect(refusalOf('promote', anObservation(analysingAt(1)))).to.equal(undefined);
    expect(refusalOf('resume', anObservation(analysingAt(1)))).to.equal('canary podinfo is not paused');
  });
});
