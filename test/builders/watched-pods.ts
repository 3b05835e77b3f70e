/** Pods as a watch screen meets them. */
import type { ContainerStatus } from '../../plugin/explain/standing.ts';
import type { WatchedPod } from '../../plugin/view/sides.ts';

/** What differs from a pod that runs podinfo:1 and is ready. */
export interface PodSituation {
  readonly image?: string;
  readonly isReady?: boolean;
  readonly container?: Partial<ContainerStatus>;
  readonly isEnding?: boolean;
  readonly phase?: string;
}

/** A pod of this name. */
export function aWatchedPod(name: string, { image = 'registry.test/podinfo:1', isReady = true, container = {}, isEnding = false, phase = 'Running' }: PodSituation = {}): WatchedPod {
  return {
    apiVersion: 'v1', kind: 'Pod',
    metadata: { name, namespace: 'test', ...(isEnding ? { deletionTimestamp: '2026-01-01T12:00:00Z' } : {}) },
    spec: { containers: [{ name: 'podinfo', image }] },
    status: {
      phase,
      conditions: [{ type: 'PodScheduled', status: 'True' }, { type: 'Ready', status: isReady ? 'True' : 'False' }],
      containerStatuses: [{ name: 'podinfo', ready: isReady, restartCount: 0, state: { running: {} }, ...container }],
    },
  };
}

export const crashLooping: PodSituation = { isReady: false, container: { restartCount: 3, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: { exitCode: 1, reason: 'Error' } } } };
export const pullFailing: PodSituation = { isReady: false, phase: 'Pending', container: { state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "registry.test/podinfo:2"' } } } };
