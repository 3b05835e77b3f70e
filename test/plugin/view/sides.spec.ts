import { expect } from 'chai';
import { sidesOf } from '../../../plugin/view/sides.ts';
import type { WatchedPod, WatchedPods } from '../../../plugin/view/sides.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { analysingAt, anObservation } from '../../builders/an-observation.ts';
import type { PodSituation } from '../../builders/watched-pods.ts';
import { aWatchedPod, crashLooping, pullFailing } from '../../builders/watched-pods.ts';

describe('plugin/view/sides.ts', () => {
  const held = anObservation(analysingAt(1, { target: { object: aDeployment().image('registry.test/podinfo:2').build() } }));
  const pods = (canary: readonly WatchedPod[] = [], stable: readonly WatchedPod[] = [aWatchedPod('podinfo-a')]): WatchedPods => ({ stable, canary, lastWords: new Map() });

  it('has the image of the stable pods on one side and that of the held template on the other', () => {
    const sides = sidesOf(held, pods());
    expect([sides?.stable.images, sides?.canary.images]).to.deep.equal([{ podinfo: 'registry.test/podinfo:1' }, { podinfo: 'registry.test/podinfo:2' }]);
  });

  it('does not know the stable image where there is no stable pod', () => {
    expect(sidesOf(held, pods([], []))?.stable.images).to.equal(undefined);
  });

  it('shows nothing of a target that does not exist', () => {
    expect(sidesOf(anObservation({ target: 'absent' }), pods())).to.equal(undefined);
  });

  const states: [title: string, pod: PodSituation, health: string, state: string][] = [
    ['is ready', {}, 'ready', 'Ready'],
    ['runs but is not ready', { isReady: false }, 'starting', 'NotReady'],
    ['is being made', { isReady: false, phase: 'Pending', container: { state: { waiting: { reason: 'ContainerCreating' } } } }, 'starting', 'ContainerCreating'],
    ['finds no image', pullFailing, 'troubled', 'ImagePullBackOff'],
    ['crashes', crashLooping, 'troubled', 'CrashLoopBackOff'],
    ['has just crashed', { isReady: false, container: { state: { terminated: { exitCode: 137, reason: 'OOMKilled' } } } }, 'troubled', 'OOMKilled'],
    ['is being deleted', { isEnding: true }, 'ending', 'Terminating'],
  ];
  for (const [title, situation, health, state] of states) {
    it(`calls a pod that ${title} ${state}`, () => {
      expect(sidesOf(held, pods([aWatchedPod('podinfo-canary-a', situation)]))?.canary.pods[0]).to.include({ health, state });
    });
  }

  it('tells what keeps a pod from serving, and its last words', () => {
    const canary = [aWatchedPod('podinfo-canary-a', crashLooping)];
    expect(sidesOf(held, { ...pods(canary), lastWords: new Map([['podinfo-canary-a', 'panic: no config']]) })?.canary.troubles).to.deep.equal([
      'pod podinfo-canary-a: container podinfo ended with exit code 1, restarted 3 times, and waits: CrashLoopBackOff',
      'pod podinfo-canary-a said last: panic: no config',
    ]);
  });

  it('has the pods that need a look first, and says what they run where that differs', () => {
    const stable = [aWatchedPod('a'), aWatchedPod('b', { image: 'registry.test/podinfo:2' }), aWatchedPod('c', { isEnding: true }), aWatchedPod('d', crashLooping)];
    expect(sidesOf(held, pods([], stable))?.stable.pods.map(({ name, version }) => [name, version])).to.deep.equal([['d', '1'], ['a', '1'], ['b', '2'], ['c', '1']]);
  });
});
