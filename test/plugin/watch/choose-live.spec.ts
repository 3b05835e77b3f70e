import { expect } from 'chai';
import { canaries } from '../../../shared/kube/resources.ts';
import { unpainted } from '../../../plugin/view/line.ts';
import { chooseLive } from '../../../plugin/watch/choose-live.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { ManualClock } from '../../builders/a-manual-clock.ts';
import { fakeKube } from '../../builders/fake-kube.ts';
import { until } from '../../builders/until.ts';

describe('plugin/watch/choose-live.ts', () => {
  function open(signal = new AbortController().signal, namespace: string | undefined = 'test') {
    const kube = fakeKube(aCanary().named('a').inNamespace('test').build(), aCanary().named('b').inNamespace('test').build(), aCanary().named('c').inNamespace('other').build());
    const seen = { lines: [] as readonly string[], press: undefined as ((key: string) => void) | undefined, closed: 0 };
    const chosen = chooseLive({
      kube, namespace, signal, clock: new ManualClock(), paint: unpainted,
      openScreen: () => ({ width: 80, height: 24, draw: (lines) => (seen.lines = lines), close: () => (seen.closed += 1) }),
      followKeys: (onKey) => ((seen.press = onKey), () => (seen.closed += 1)),
    });
    return { kube, chosen, seen };
  }

  it('shows the canaries as they come and go, and returns the one that is opened', async () => {
    const { kube, chosen, seen } = open();
    await until('they are drawn', () => seen.press !== undefined && seen.lines.length > 3);
    expect(seen.lines.slice(2, 4).map((line) => line.slice(2, 3))).to.deep.equal(['a', 'b']);
    await kube.delete({ resource: canaries, namespace: 'test', name: 'a' });
    await until('it is gone', () => seen.lines[2]?.slice(0, 3) === '▶ b');
    seen.press?.('\r');
    const { name, namespace } = (await chosen)!;
    expect({ name, namespace, closed: seen.closed }).to.deep.equal({ name: 'b', namespace: 'test', closed: 2 });
  });

  it('returns none where the person quits, or is interrupted', async () => {
    const { chosen, seen } = open();
    await until('keys are followed', () => seen.press !== undefined);
    seen.press?.('q');
    expect(await chosen).to.equal(undefined);
    const ctrlC = new AbortController();
    const other = open(ctrlC.signal, undefined);
    await until('keys are followed', () => other.seen.press !== undefined);
    ctrlC.abort();
    expect(await other.chosen).to.equal(undefined);
  });
});
