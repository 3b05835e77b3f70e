import { expect } from 'chai';
import { ApiError } from '../../../../../shared/kube/kube.ts';
import type { KubeObject } from '../../../../../shared/kube/kube.ts';
import { events } from '../../../../../shared/kube/resources.ts';
import { EventRecorder } from '../../../../../shared/simulator/controllers/loop/event-recorder.ts';
import { ManualClock } from '../../../../builders/a-manual-clock.ts';
import { fakeKube } from '../../../../builders/fake-kube.ts';
import type { FakeKube } from '../../../../builders/fake-kube.ts';

const set: KubeObject = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'web-1', namespace: 'test', uid: 'uid-1', resourceVersion: '7' } };
const note = { type: 'Normal', reason: 'SuccessfulCreate', message: 'Created pod: web-1-x' } as const;

describe('shared/simulator/controllers/loop/event-recorder.ts', () => {
  let kube: FakeKube;
  let clock: ManualClock;
  let recorder: EventRecorder;

  beforeEach(() => {
    kube = fakeKube();
    clock = new ManualClock('2026-01-01T12:00:00.500Z');
    recorder = new EventRecorder({ kube, clock }, 'replicaset-controller');
  });

  const written = async () => {
    await recorder.written();
    return (await kube.list<KubeObject & { count: number; lastTimestamp: string }>({ resource: events })).items;
  };

  it('writes an event as kubectl describe expects it', async () => {
    recorder.record(set, note);
    const [event] = await written();
    expect(event).to.deep.include({
      involvedObject: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-1', namespace: 'test', uid: 'uid-1', resourceVersion: '7' },
      type: 'Normal', reason: 'SuccessfulCreate', message: 'Created pod: web-1-x', count: 1,
      firstTimestamp: '2026-01-01T12:00:00Z', lastTimestamp: '2026-01-01T12:00:00Z', source: { component: 'replicaset-controller' },
    });
    expect(event!.metadata.name).to.match(/^web-1\.[0-9a-f]{16}$/);
  });

  it('counts what happens again', async () => {
    recorder.record(set, note);
    clock.advance(3000);
    recorder.record(set, note, note);
    expect((await written()).map(({ count, lastTimestamp }) => ({ count, lastTimestamp }))).to.deep.equal([{ count: 3, lastTimestamp: '2026-01-01T12:00:03Z' }]);
  });

  it('writes an event anew that is gone meanwhile', async () => {
    recorder.record(set, note);
    const [event] = await written();
    await kube.delete({ resource: events, namespace: 'test', name: event!.metadata.name });
    recorder.record(set, note);
    expect(await written()).to.have.length(1);
  });

  it('loses an event that cannot be written, and not those after it', async () => {
    kube.failNext(({ verb }) => verb === 'create', new ApiError(500, 'InternalError', 'no'));
    recorder.record(set, note, { ...note, message: 'Created pod: web-1-y' });
    expect(await written()).to.have.length(1);
  });
});
