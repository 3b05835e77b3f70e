import { expect } from 'chai';
import { podTroubles } from '../../../plugin/explain/pod-troubles.ts';
import type { ContainerStatus, Pod, WarningEvent } from '../../../plugin/explain/standing.ts';

function pod(status: Pod['status'], metadata: object = {}): Pod {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'podinfo-1', ...metadata }, status: { phase: 'Running', ...status } };
}
const container = (status: Partial<ContainerStatus>): Pod['status'] => ({ containerStatuses: [{ name: 'app', ...status }] });
const warning = (reason: string, message: string, name = 'podinfo-1'): WarningEvent => ({ kind: 'Pod', name, reason, message, at: new Date(0) });

describe('plugin/explain/pod-troubles.ts', () => {
  const cases: [title: string, status: Pod['status'], says: string | undefined][] = [
    ['a pod that no node takes', { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes are available: insufficient cpu' }] }, 'no node takes it: 0/1 nodes are available: insufficient cpu'],
    ['a pod that was evicted', { phase: 'Failed', reason: 'Evicted', message: 'low on memory' }, 'it has failed: Evicted: low on memory'],
    ['an image that is not there', container({ state: { waiting: { reason: 'ErrImagePull', message: 'not found' } } }), 'container app waits: ErrImagePull: not found'],
    ['a secret that is not there', container({ state: { waiting: { reason: 'CreateContainerConfigError', message: 'secret "x" not found' } } }), 'container app waits: CreateContainerConfigError: secret "x" not found'],
    ['a crash, with its exit code', container({ restartCount: 1, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: { exitCode: 1, reason: 'Error' } } }), 'container app ended with exit code 1, restarted once, and waits: CrashLoopBackOff'],
    ['a crash that was too much memory', container({ restartCount: 3, state: { running: {} }, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } }), 'container app ended with exit code 137 (OOMKilled), restarted 3 times'],
    ['a program that ends by itself again and again', container({ restartCount: 2, state: { terminated: { exitCode: 0, reason: 'Completed' } } }), 'container app ended with exit code 0 (Completed), restarted 2 times'],
    ['a container that does not become ready', container({ state: { running: {} } }), 'container app runs, but is not ready: Readiness probe failed: 500'],
    ['an init container that fails', { initContainerStatuses: [{ name: 'migrate', restartCount: 1, lastState: { terminated: { exitCode: 2, reason: 'Error' } }, state: { waiting: { reason: 'CrashLoopBackOff' } } }], containerStatuses: [{ name: 'app', state: { waiting: { reason: 'PodInitializing' } } }] }, 'container migrate ended with exit code 2, restarted once, and waits: CrashLoopBackOff'],
    ['nothing of a container that is being made', container({ state: { waiting: { reason: 'ContainerCreating' } } }), undefined],
    ['nothing of an init container that is done', { initContainerStatuses: [{ name: 'migrate', ready: true, state: { terminated: { exitCode: 0 } } }], containerStatuses: [{ name: 'app', ready: true }] }, undefined],
    ['nothing of a container that is ready now', container({ ready: true, restartCount: 1, lastState: { terminated: { exitCode: 1 } } }), undefined],
  ];
  for (const [title, status, says] of cases) {
    it(`tells ${title}`, () => {
      const warnings = says?.includes('Readiness') === true ? [warning('Unhealthy', 'Readiness probe failed: 500\n')] : [];
      expect(podTroubles({ pods: [pod(status)], warnings }).sentences).to.deep.equal(says === undefined ? [] : [`pod podinfo-1: ${says}`]);
    });
  }

  it('tells what is the same of several pods once, and where the last words are', () => {
    const status = container({ restartCount: 1, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: { exitCode: 1 } } });
    const { sentences, next } = podTroubles({ pods: [pod(status), pod(status, { name: 'podinfo-2' })], warnings: [] });
    expect(sentences).to.deep.equal(['pod podinfo-1 and 1 more: container app ended with exit code 1, restarted once, and waits: CrashLoopBackOff']);
    expect(next).to.deep.equal([{ to: 'read its last words', words: 'logs podinfo-1 -c app --previous' }]);
  });

  it('leaves out pods that are on their way out', () => {
    expect(podTroubles({ pods: [pod(container({ state: { running: {} } }), { deletionTimestamp: '2026-01-01T00:00:00Z' })], warnings: [] }).sentences).to.deep.equal([]);
  });

  it('tells what was last told of pods that are gone, of each reason what says most', () => {
    const warnings = [warning('Failed', 'Failed to pull image "x": not found'), warning('Failed', 'Error: ImagePullBackOff'), warning('BackOff', 'Back-off pulling image "x"')];
    expect(podTroubles({ pods: [], warnings }).sentences).to.deep.equal(['pod podinfo-1: Failed: Failed to pull image "x": not found', 'pod podinfo-1: BackOff: Back-off pulling image "x"']);
  });
});
