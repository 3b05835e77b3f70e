import { expect } from 'chai';
import { openFeed } from '../../../plugin/dashboard/feed.ts';
import type { FeedMessage } from '../../../plugin/dashboard/page/shown.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { fakeKube } from '../../builders/fake-kube.ts';
import { until } from '../../builders/until.ts';

describe('plugin/dashboard/feed.ts', () => {
  let ending: AbortController;
  beforeEach(() => {
    ending = new AbortController();
  });
  afterEach(() => ending.abort());

  const podinfo = aCanary().inPhase('Progressing', { canaryWeight: 10 });
  const about = { server: 'https://kubernetes.test', user: 'jane', namespace: 'test' };
  const anEvent = (name: string, reason = 'Advanced'): KubeObject => ({ apiVersion: 'v1', kind: 'Event', metadata: { name: `${name}.1`, namespace: 'test' }, involvedObject: { kind: 'Canary', namespace: 'test', name }, reason, lastTimestamp: '2026-01-01T00:00:00Z' }) as KubeObject;

  async function followed(...objects: KubeObject[]) {
    const kube = fakeKube(...objects);
    const feed = openFeed({ kube, about, signal: ending.signal });
    await feed.synced;
    const messages: FeedMessage[] = [];
    const stop = feed.follow((message) => messages.push(message));
    return { kube, feed, messages, stop, last: () => messages.at(-1), watches: () => kube.calls.filter(({ verb }) => verb === 'watch').map(({ resource }) => resource) };
  }

  it('begins with where everything stands', async () => {
    const { messages } = await followed(podinfo.build(), aCanary().named('other').build());
    expect(messages).to.have.length(1);
    expect(messages[0]).to.deep.include({ type: 'all', about, trouble: undefined });
    expect(messages[0]).to.have.property('canaries').with.length(2);
  });

  it('tells each change, with what has been measured so far', async () => {
    const { kube, last } = await followed(podinfo.build());
    for (const [value, second] of [[99, 10], [98, 20]]) {
      kube.put(podinfo.withStatus({ canaryWeight: second, checks: [{ name: 'success', value, verdict: 'passed', at: `2026-01-01T00:00:${second}Z` }] }).build());
      await until('it is told', () => { const message = last(); return message?.type === 'canary' && message.canary.weight === second; });
    }
    const message = last() as Extract<FeedMessage, { type: 'canary' }>;
    expect(message.canary.series[0]?.points.map(({ value }) => value)).to.deep.equal([99, 98]);
  });

  it('tells Events of a canary as soon as they are written, and only its own', async () => {
    const { kube, last } = await followed(podinfo.build());
    kube.put(anEvent('another'), anEvent('podinfo', 'CheckFailed'));
    await until('it is told', () => last()?.type === 'canary');
    expect((last() as Extract<FeedMessage, { type: 'canary' }>).canary.events.map(({ reason }) => reason)).to.deep.equal(['CheckFailed']);
  });

  it('tells that one is gone', async () => {
    const { kube, last } = await followed(podinfo.build());
    await kube.delete({ resource: { apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'Canary', plural: 'canaries', namespaced: true }, namespace: 'test', name: 'podinfo' });
    await until('it is told', () => last()?.type === 'gone');
    expect(last()).to.deep.equal({ type: 'gone', namespace: 'test', name: 'podinfo' });
  });

  it('tells changes of the workloads of a canary that somebody looks at', async () => {
    const { kube, feed, messages, watches } = await followed(podinfo.build(), aDeployment().build());
    feed.lookAt(podinfo.build());
    feed.lookAt(podinfo.build());
    await until('they are told', () => messages.some(({ type }) => type === 'canary') && watches().length === 4);
    expect(watches().sort()).to.deep.equal(['canaries', 'deployments', 'deployments', 'events']);
    const before = messages.length;
    kube.put({ ...aDeployment().build(), status: { availableReplicas: 1 } } as KubeObject);
    await until('it is told again', () => messages.length > before);
  });

  it('has one watch of each, however many follow', async () => {
    const { feed, watches } = await followed(podinfo.build());
    for (let pages = 0; pages < 20; pages += 1) {
      feed.follow(() => undefined);
    }
    await until('both watch', () => watches().length === 2);
    expect(watches().sort()).to.deep.equal(['canaries', 'events']);
  });

  it('tells no more to who has stopped', async () => {
    const { kube, feed, messages, stop } = await followed(podinfo.build());
    const other: FeedMessage[] = [];
    feed.follow((message) => other.push(message));
    stop();
    kube.put(podinfo.atWeight(20).build());
    await until('the other is told', () => other.length === 2);
    expect(messages).to.have.length(1);
  });

  it('shows canaries to who may not read Events', async () => {
    const kube = fakeKube(podinfo.build());
    kube.failNext(({ resource }) => resource === 'events', new ApiError(403, 'Forbidden', 'no'));
    const feed = openFeed({ kube, about, signal: ending.signal });
    await feed.synced;
    const messages: FeedMessage[] = [];
    feed.follow((message) => messages.push(message));
    expect(messages[0]).to.have.property('canaries').with.length(1);
  });

  it('is refused to who may not read canaries', async () => {
    const kube = fakeKube();
    kube.failNext(({ resource }) => resource === 'canaries', new ApiError(403, 'Forbidden', 'no'));
    const outcome = await openFeed({ kube, about, signal: ending.signal }).synced.catch((error: Error) => error.message);
    expect(outcome).to.equal('no');
  });
});
