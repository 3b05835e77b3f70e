import { expect } from 'chai';
import { ManualClock } from '../../../../builders/a-manual-clock.ts';
import { FakeKube } from '../../../../builders/fake-kube.ts';
import { events } from '../../../../../shared/kube/resources.ts';
import { EventRecorder } from '../../../../../shared/simulator/pods/kubelet/event-recorder.ts';
import type { Pod } from '../../../../../shared/simulator/pods/kubelet/pod.ts';

const pod: Pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app', namespace: 'test', uid: 'u' }, spec: { containers: [] } };
const unhealthy = { type: 'Warning', reason: 'Unhealthy', message: 'Readiness probe failed' } as const;

interface Event {
  readonly count: number;
  readonly message: string;
  readonly involvedObject: object;
  readonly source: object;
}

async function written(kube: FakeKube): Promise<Event[]> {
  return (await kube.list({ resource: events })).items as unknown as Event[];
}

describe('shared/simulator/pods/kubelet/event-recorder.ts', () => {
  it('writes an event as the kubelet does, and counts the same again', async () => {
    const kube = new FakeKube();
    const recorder = new EventRecorder({ kube, clock: new ManualClock(), nodeName: 'node-1' });
    recorder.record(pod, 'c', unhealthy);
    recorder.record(pod, 'c', unhealthy);
    recorder.record(pod, 'c', { ...unhealthy, message: 'another' });
    await recorder.recorded();
    const [first, second] = await written(kube);
    expect(first).to.deep.include({ count: 2, source: { component: 'kubelet', host: 'node-1' } });
    expect(first?.involvedObject).to.include({ kind: 'Pod', name: 'app', fieldPath: 'spec.containers{c}' });
    expect(second).to.include({ count: 1, message: 'another' });
  });

  it('writes what comes all the time no more than once in five minutes', async () => {
    const kube = new FakeKube();
    const clock = new ManualClock();
    const recorder = new EventRecorder({ kube, clock, nodeName: 'node-1' });
    const recordFor = (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        clock.advance(1000);
        recorder.record(pod, 'c', unhealthy);
      }
    };
    recordFor(100);
    await recorder.recorded();
    expect((await written(kube))[0]?.count).to.equal(25);
    recordFor(300);
    await recorder.recorded();
    expect((await written(kube))[0]?.count).to.equal(26);
  });

  it('goes on where an event cannot be written', async () => {
    const kube = new FakeKube();
    const recorder = new EventRecorder({ kube, clock: new ManualClock(), nodeName: 'node-1' });
    kube.failNext(() => true, new Error('gone'));
    recorder.record(pod, 'c', unhealthy);
    recorder.record(pod, 'c', { ...unhealthy, message: 'another' });
    await recorder.recorded();
    expect((await written(kube)).map(({ message }) => message)).to.deep.equal(['another']);
  });
});
