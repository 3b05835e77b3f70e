import { expect } from 'chai';
import type { Condition } from '../../../../../shared/simulator/controllers/objects/condition.ts';
import { newContainerStatus } from '../../../../../shared/simulator/pods/kubelet/container-status.ts';
import type { ContainerStatus, Pod } from '../../../../../shared/simulator/pods/kubelet/pod.ts';
import { isRestarted, podStatus } from '../../../../../shared/simulator/pods/kubelet/pod-status.ts';

const scheduled: Condition = { type: 'PodScheduled', status: 'True', lastTransitionTime: 'T0' };
const fresh = newContainerStatus({ name: 'c', image: 'app:1' });
const running: ContainerStatus = { ...fresh, containerID: 'id', state: { running: { startedAt: 'T1' } }, ready: true, started: true };
const waiting: ContainerStatus = { ...running, state: { waiting: { reason: 'CrashLoopBackOff' } }, ready: false };
const ended = (exitCode: number): ContainerStatus => ({ ...running, ready: false, state: { terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', containerID: 'id', startedAt: 'T1', finishedAt: 'T2' } } });

function pod(restartPolicy: 'Always' | 'OnFailure' | 'Never' = 'Always', conditions: readonly Condition[] = [scheduled]): Pod {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app', generation: 2 }, spec: { restartPolicy, containers: [] }, status: { phase: 'Pending', conditions, qosClass: 'BestEffort' } };
}

function statusOf(of: Pod, containers: readonly ContainerStatus[], { isTerminating = false, now = 'T5' } = {}) {
  return podStatus(of, { containers, ip: '10.244.0.9', hostIP: '10.0.0.1', startTime: 'T1', isTerminating, now });
}

const condition = (status: ReturnType<typeof statusOf>, type: string) => status.conditions?.find((each) => each.type === type);

describe('shared/simulator/pods/kubelet/pod-status.ts', () => {
  for (const [title, of, containers, isTerminating, phase] of [
    ['has not begun', pod(), [fresh], false, 'Pending'],
    ['has begun in part', pod(), [running, fresh], false, 'Pending'],
    ['runs', pod(), [running], false, 'Running'],
    ['will be started again', pod(), [waiting], false, 'Running'],
    ['has ended but will be started again', pod(), [ended(0)], false, 'Running'],
    ['has ended for good', pod('Never'), [ended(0)], false, 'Succeeded'],
    ['has failed for good', pod('Never'), [ended(0), ended(1)], false, 'Failed'],
    ['has failed but is tried again', pod('OnFailure'), [ended(1)], false, 'Running'],
    ['is being deleted and still runs', pod(), [running], true, 'Running'],
    ['has been deleted and ended well', pod(), [ended(0)], true, 'Succeeded'],
    ['has been deleted and was killed', pod(), [ended(137)], true, 'Failed'],
    ['has been deleted while it crashed', pod(), [waiting], true, 'Failed'],
  ] as const) {
    it(`is ${phase} where it ${title}`, () => {
      expect(statusOf(of, containers, { isTerminating }).phase).to.equal(phase);
    });
  }

  it('has its address when a container has got beyond its creation', () => {
    expect(statusOf(pod(), [fresh])).to.not.have.any.keys('podIP', 'podIPs');
    expect(statusOf(pod(), [running])).to.deep.include({ podIP: '10.244.0.9', podIPs: [{ ip: '10.244.0.9' }], hostIP: '10.0.0.1', hostIPs: [{ ip: '10.0.0.1' }], startTime: 'T1' });
  });

  it('is ready when all containers are, and names those that are not', () => {
    expect(condition(statusOf(pod(), [running, running]), 'Ready')).to.deep.include({ status: 'True' });
    const { reason, message } = condition(statusOf(pod(), [running, { ...waiting, name: 'd' }]), 'Ready')!;
    expect({ reason, message }).to.deep.equal({ reason: 'ContainersNotReady', message: 'containers with unready status: [d]' });
  });

  it('may still be ready while it is being deleted', () => {
    expect(condition(statusOf(pod(), [running], { isTerminating: true }), 'Ready')?.status).to.equal('True');
  });

  it('says why it is not ready after its end', () => {
    expect(condition(statusOf(pod('Never'), [ended(0)]), 'Ready')).to.include({ status: 'False', reason: 'PodCompleted' });
    expect(condition(statusOf(pod('Never'), [ended(1)]), 'ContainersReady')).to.include({ status: 'False', reason: 'PodFailed' });
  });

  it('keeps since when something is so, and what others have written', () => {
    const first = statusOf(pod(), [running], { now: 'T5' });
    const later = statusOf({ ...pod(), status: { ...first, conditions: [...first.conditions!, { type: 'DisruptionTarget', status: 'False' }] } }, [running], { now: 'T9' });
    expect(condition(later, 'Ready')?.lastTransitionTime).to.equal('T5');
    expect(condition(later, 'PodScheduled')).to.deep.equal(scheduled);
    expect(condition(later, 'DisruptionTarget')?.status).to.equal('False');
    expect(later).to.include({ qosClass: 'BestEffort', observedGeneration: 2 });
    expect(condition(statusOf({ ...pod(), status: later }, [waiting], { now: 'T9' }), 'Ready')?.lastTransitionTime).to.equal('T9');
  });

  it('starts containers again as the pod wants it', () => {
    expect([isRestarted('Always', 0), isRestarted('OnFailure', 0), isRestarted('OnFailure', 1), isRestarted('Never', 1)]).to.deep.equal([true, false, true, false]);
  });
});
