import { expect } from 'chai';
import { podChanges, statusOf } from '../../../../../shared/simulator/controllers/replicasets/decide.ts';
import { aReplicaSet } from '../../../../builders/a-replica-set.ts';
import { aRunningPod } from '../../../../builders/a-running-pod.ts';

const now = new Date('2026-01-01T12:00:10Z');

describe('shared/simulator/controllers/replicasets/decide.ts', () => {
  it('makes what is missing; pods that have ended or are being deleted do not count', () => {
    const pods = [aRunningPod('a'), aRunningPod('b', { phase: 'Failed' }), aRunningPod('c', { terminating: true })];
    expect(podChanges(aReplicaSet('web', { replicas: 3 }), pods)).to.deep.equal({ create: 2, remove: [] });
  });

  it('deletes what is too much, those that are not ready first', () => {
    const pods = [aRunningPod('a'), aRunningPod('b', { ready: false }), aRunningPod('c')];
    const { create, remove } = podChanges(aReplicaSet('web', { replicas: 2 }), pods);
    expect(create).to.equal(0);
    expect(remove.map(({ metadata }) => metadata.name)).to.deep.equal(['b']);
  });

  it('leaves the pods of a set that is being deleted alone', () => {
    const set = aReplicaSet('web', { replicas: 5 });
    expect(podChanges({ ...set, metadata: { ...set.metadata, deletionTimestamp: '2026-01-01T12:00:00Z' } }, [])).to.deep.equal({ create: 0, remove: [] });
  });

  it('counts its pods, and leaves out what is nothing', () => {
    const pods = [
      aRunningPod('a'),
      aRunningPod('b', { readyAt: 9 }),
      aRunningPod('c', { ready: false, labels: {} }),
      aRunningPod('d', { terminating: true }),
    ];
    const set = aReplicaSet('web', { replicas: 3 });
    const status = statusOf({ ...set, spec: { ...set.spec, minReadySeconds: 5 } }, pods, undefined, now);
    expect(status).to.deep.equal({ replicas: 3, fullyLabeledReplicas: 2, readyReplicas: 2, availableReplicas: 1, terminatingReplicas: 1, observedGeneration: 1 });
    expect(statusOf(set, [], undefined, now)).to.deep.equal({ replicas: 0, terminatingReplicas: 0, observedGeneration: 1 });
  });

  it('says why pods could not be made, from the first time on, until they can', () => {
    const set = aReplicaSet('web', { replicas: 3 });
    const failing = { ...set, status: statusOf(set, [], new Error('exceeded quota'), now) };
    expect(failing.status.conditions).to.deep.equal([{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'exceeded quota', lastTransitionTime: '2026-01-01T12:00:10Z' }]);
    expect(statusOf(failing, [], new Error('exceeded another quota'), new Date()).conditions).to.deep.equal(failing.status.conditions);
    expect(statusOf(failing, [], undefined, now).conditions).to.equal(undefined);
  });

  it('says where pods could not be deleted', () => {
    const set = aReplicaSet('web', { replicas: 0 });
    expect(statusOf(set, [aRunningPod('a')], new Error('no'), now).conditions?.[0]?.reason).to.equal('FailedDelete');
  });
});
