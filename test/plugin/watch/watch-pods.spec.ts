import { expect } from 'chai';
import { watchPods } from '../../../plugin/watch/watch-pods.ts';
import { pods } from '../../../shared/kube/resources.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { analysingAt, anObservation } from '../../builders/an-observation.ts';
import { fakeKube } from '../../builders/fake-kube.ts';
import { until } from '../../builders/until.ts';
import { aWatchedPod, crashLooping } from '../../builders/watched-pods.ts';
import type { PodSituation } from '../../builders/watched-pods.ts';

describe('plugin/watch/watch-pods.ts', () => {
  const observation = anObservation(analysingAt(1, { target: { object: aDeployment().build() } }));
  const labelled = (name: string, labels: Record<string, string>, situation?: PodSituation) => {
    const pod = aWatchedPod(name, situation);
    return { ...pod, metadata: { ...pod.metadata, labels } };
  };
  const stable = labelled('podinfo-a', { app: 'podinfo' });
  const canary = (situation?: PodSituation) => labelled('podinfo-canary-a', { 'app': 'podinfo-canary', 'kubectl-canary.dev/canary': 'podinfo' }, situation);
  let closing: AbortController;
  beforeEach(() => {
    closing = new AbortController();
  });
  afterEach(() => closing.abort());
  const watch = (kube: ReturnType<typeof fakeKube>) => watchPods(kube, observation, { signal: closing.signal, onChange: () => undefined });

  it('watches by label, and nothing else of the namespace', async () => {
    const kube = fakeKube(stable, canary(), labelled('other', { app: 'other' }));
    const found = watch(kube);
    expect(found()).to.equal(undefined);
    await until('both are there', () => found() !== undefined);
    expect([found()?.stable, found()?.canary].map((some) => some?.map(({ metadata }) => metadata.name))).to.deep.equal([['podinfo-a'], ['podinfo-canary-a']]);
    await kube.delete({ resource: pods, namespace: 'test', name: 'podinfo-a' });
    await until('it is gone', () => found()?.stable.length === 0);
  });

  it('reads once what a container said last before it crashed', async () => {
    const kube = fakeKube(stable, canary(crashLooping));
    const asked: unknown[] = [];
    kube.onRequest = (path, { query }) => (asked.push([path, query]), { status: 200, headers: {}, text: 'panic: no config\n' });
    const found = watch(kube);
    await until('the words are there', () => found()?.lastWords.get('podinfo-canary-a') === 'panic: no config');
    expect(asked).to.deep.equal([['/api/v1/namespaces/test/pods/podinfo-canary-a/log', { container: 'podinfo', tailLines: 1, previous: true }]]);
  });

  it('knows nothing where pods may not be seen', async () => {
    const kube = fakeKube(stable, canary());
    kube.failNext(({ verb, resource }) => verb === 'list' && resource === 'pods', new ApiError(403, 'Forbidden', 'no pods for you'));
    const found = watch(kube);
    await until('both were asked for', () => kube.calls.filter(({ verb }) => verb === 'list').length === 2);
    expect(found()).to.equal(undefined);
  });
});
