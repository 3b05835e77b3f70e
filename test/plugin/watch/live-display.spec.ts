import { expect } from 'chai';
import { unpainted } from '../../../plugin/view/line.ts';
import { liveDisplay } from '../../../plugin/watch/live-display.ts';
import type { Display } from '../../../plugin/display.ts';
import type { Observation } from '../../../shared/engine/observation.ts';
import { decide } from '../../../shared/engine/decide.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { ManualClock } from '../../builders/a-manual-clock.ts';
import { analysingAt, anObservation } from '../../builders/an-observation.ts';
import type { Situation } from '../../builders/an-observation.ts';
import { fakeKube } from '../../builders/fake-kube.ts';
import { until } from '../../builders/until.ts';
import { aWatchedPod } from '../../builders/watched-pods.ts';

describe('plugin/watch/live-display.ts', () => {
  let display: Display;
  let drawn: readonly string[];
  let press: (key: string) => void;
  let done: string[];
  let denied: Error | undefined;
  const object = aDeployment().image('podinfo:2').build();
  const kube = fakeKube(
    { ...aWatchedPod('podinfo-a'), metadata: { name: 'podinfo-a', namespace: 'test', labels: { app: 'podinfo' } } },
    { ...aWatchedPod('podinfo-canary-a', { image: 'registry.test/podinfo:2' }), metadata: { name: 'podinfo-canary-a', namespace: 'test', labels: { 'kubectl-canary.dev/canary': 'podinfo' } } },
  );

  beforeEach(() => {
    drawn = [];
    done = [];
    denied = undefined;
    press = () => undefined;
    display = liveDisplay({
      kube, clock: new ManualClock(), paint: unpainted, awaits: true,
      openScreen: () => ({ width: 120, height: 40, draw: (lines) => (drawn = lines), close: () => done.push('closed') }),
      controls: {
        followKeys(onKey) {
          press = onKey;
          return () => done.push('stopped');
        },
        async order(verb, { target }) {
          done.push(`${verb} ${target?.template}`);
          if (denied !== undefined) {
            throw denied;
          }
        },
        quit: () => done.push('quit'),
      },
    });
  });
  afterEach(() => display.close());

  function show(situation: Situation = analysingAt(1, { target: { object } })): Observation {
    const observation = anObservation(situation);
    display.show(observation, decide(observation));
    return observation;
  }
  const footer = () => drawn.at(-1);

  it('draws images and pods of both sides as soon as they are known', async () => {
    show();
    await until('the pods are drawn', () => drawn.some((line) => line.includes('● podinfo-canary-a  Ready')));
    expect(drawn.find((line) => line.includes('registry.test/podinfo:1'))).to.include('podinfo:2');
  });

  it('gives a command when it is confirmed, and says so', async () => {
    show();
    press('p');
    expect(drawn.join(' ')).to.match(/promote podinfo now: .*Press y/);
    expect(done).to.deep.equal([]);
    press('y');
    await until('it says so', () => footer() === 'promote is asked for');
    expect(done).to.deep.equal(['promote next']);
  });

  it('says in one line what the API server refuses', async () => {
    denied = new ApiError(403, 'Forbidden', 'canaries.kubectl-canary.dev "podinfo" is forbidden: User "jane" cannot patch resource "canaries" in API group "kubectl-canary.dev" in the namespace "test"');
    show();
    press(' ');
    await until('it says so', () => footer()?.includes('jane') === true);
    expect(footer()).to.equal('user jane may not patch canaries.kubectl-canary.dev in namespace test; ask for the ClusterRole kubectl-canary-operator');
  });

  it('refuses what makes no sense without asking the API server', () => {
    show({ target: { object } });
    press('p');
    expect(footer()).to.equal('canary podinfo holds nothing to promote');
    press('y');
    expect(done).to.deep.equal([]);
  });

  it('shows an overlay in place of the sections, and comes back', () => {
    show();
    press('?');
    expect(drawn.join('\n')).to.include('promote: roll the change out').and.not.include('stable   80%');
    press('\x1b');
    expect(drawn.join('\n')).to.include('stable   80%');
  });

  it('tells trouble until the canary is seen again', () => {
    show();
    display.trouble('no answer');
    expect(footer()).to.equal('no answer');
    show();
    expect(footer()).to.match(/^p promote/);
  });

  it('quits, even before anything is seen', () => {
    press('q');
    show();
    press('q');
    expect(done).to.deep.equal(['quit', 'quit']);
  });

  it('gives the terminal back before the keys, once', () => {
    display.close();
    display.close();
    expect(done).to.deep.equal(['closed', 'stopped']);
  });
});
