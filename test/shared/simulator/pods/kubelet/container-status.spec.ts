import { expect } from 'chai';
import { afterHappening, newContainerStatus } from '../../../../../shared/simulator/pods/kubelet/container-status.ts';
import type { Happening } from '../../../../../shared/simulator/pods/kubelet/container-status.ts';
import type { PodContainer } from '../../../../../shared/simulator/pods/kubelet/pod.ts';

const plain: PodContainer = { name: 'c', image: 'app:1' };
const probed: PodContainer = { ...plain, readinessProbe: {} };
const started: Happening = { kind: 'started', at: 'T1', containerID: 'id-1' };
const exited: Happening = { kind: 'exited', at: 'T2', exitCode: 2 };
const backsOff: Happening = { kind: 'waits', reason: 'CrashLoopBackOff', message: 'back-off 10s' };
const restarted: Happening = { kind: 'started', at: 'T3', containerID: 'id-2' };
const ended = { containerID: 'id-1', exitCode: 2, reason: 'Error', startedAt: 'T1', finishedAt: 'T2' };

function after(container: PodContainer, ...happenings: readonly Happening[]) {
  return happenings.reduce((status, happening) => afterHappening(container, status, happening), newContainerStatus(container));
}

describe('shared/simulator/pods/kubelet/container-status.ts', () => {
  it('begins as a container that is being created', () => {
    expect(after(plain)).to.deep.equal({ name: 'c', image: 'app:1', imageID: '', state: { waiting: { reason: 'ContainerCreating' } }, lastState: {}, ready: false, started: false, restartCount: 0 });
  });

  it('is ready when it has started, where nothing is to be probed', () => {
    expect(after(plain, started)).to.include({ ready: true, started: true, containerID: 'id-1', image: 'docker.io/library/app:1' });
  });

  it('is ready as its readiness probe says', () => {
    expect(after(probed, started).ready).to.equal(false);
    expect(after(probed, started, { kind: 'probed', probe: 'readiness', passes: true }).ready).to.equal(true);
    expect(after(probed, started, { kind: 'probed', probe: 'readiness', passes: true }, { kind: 'probed', probe: 'readiness', passes: false }).ready).to.equal(false);
  });

  it('has not started before its startup probe has passed', () => {
    const slow = { ...plain, startupProbe: {} };
    expect(after(slow, started)).to.include({ ready: false, started: false });
    expect(after(slow, started, { kind: 'probed', probe: 'startup', passes: true })).to.include({ ready: true, started: true });
    expect(after({ ...slow, readinessProbe: {} }, started, { kind: 'probed', probe: 'startup', passes: true })).to.include({ ready: false, started: true });
  });

  it('says how it has ended', () => {
    const status = after(plain, started, exited);
    expect(status).to.deep.include({ state: { terminated: ended }, lastState: {}, ready: false, started: false, restartCount: 0 });
    expect(after(plain, started, { ...exited, exitCode: 0 }).state.terminated?.reason).to.equal('Completed');
  });

  it('remembers its last end while it waits and when it runs again', () => {
    expect(after(plain, started, exited, backsOff)).to.deep.include({ state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 10s' } }, lastState: { terminated: ended }, restartCount: 0 });
    expect(after(plain, started, exited, backsOff, restarted)).to.deep.include({ state: { running: { startedAt: 'T3' } }, lastState: { terminated: ended }, restartCount: 1, ready: true });
    expect(after(plain, started, exited, restarted)).to.deep.include({ lastState: { terminated: ended }, restartCount: 1 });
  });
});
