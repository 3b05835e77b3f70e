import { expect } from 'chai';
import { canaries } from '../../../shared/kube/resources.ts';
import { followAll } from '../../../plugin/watch/follow-all.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { ManualClock } from '../../builders/a-manual-clock.ts';
import { fakeKube } from '../../builders/fake-kube.ts';
import { until } from '../../builders/until.ts';

describe('plugin/watch/follow-all.ts', () => {
  it('prints a line per change until it is stopped', async () => {
    const kube = fakeKube(aCanary().named('a').inNamespace('test').withStatus({ phase: 'Initialized', because: 'a.test serves' }).build(), aCanary().named('b').inNamespace('other').withStatus({ phase: 'Failed', because: 'no luck' }).build());
    const { invocation: { output }, printed } = anInvocation(kube, {});
    const stop = new AbortController();
    const ended = followAll({ kube, namespace: undefined, output, clock: new ManualClock(), signal: stop.signal });
    await until('both are told', () => printed.length === 2);
    await kube.patch({ resource: canaries, namespace: 'test', name: 'a' }, { status: { phase: 'Progressing', canaryWeight: 20, because: 'step 1' } }, { subresource: 'status' });
    await until('the change is told', () => printed.length === 3);
    await kube.delete({ resource: canaries, namespace: 'other', name: 'b' });
    await until('that it is gone is told', () => printed.length === 4);
    stop.abort();
    await ended;
    expect(printed).to.deep.equal([
      '2026-01-01T12:00:00Z a.test Initialized weight 0: a.test serves',
      '2026-01-01T12:00:00Z b.other Failed weight 0: no luck',
      '2026-01-01T12:00:00Z a.test Progressing weight 20: step 1',
      '2026-01-01T12:00:00Z b.other is deleted',
    ]);
  });
});
