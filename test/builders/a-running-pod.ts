import type { OwnerReference } from '../../shared/kube/kube.ts';
import type { Pod, PodSpec } from '../../shared/simulator/controllers/objects/pod.ts';

export interface RunningPodOptions {
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly owner?: { readonly kind: string; readonly name: string; readonly uid: string };
  readonly ready?: boolean;
  /** Seconds after noon. */
  readonly readyAt?: number;
  readonly madeAt?: number;
  readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
  readonly terminating?: boolean;
  readonly restarts?: number;
  readonly ip?: string;
  readonly spec?: Partial<PodSpec>;
}

/** A pod of `web` that runs on node-1 and has been ready since noon. */
export function aRunningPod(name: string, options: RunningPodOptions = {}): Pod {
  const { namespace = 'test', labels = { app: 'web' }, annotations, owner, ready = true, readyAt = 0, madeAt = 0, phase = 'Running', terminating = false, restarts = 0, ip, spec = {} } = options;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name, namespace, uid: `uid-${name}`, labels, creationTimestamp: secondsAfterNoon(madeAt),
      ...(annotations === undefined ? {} : { annotations }),
      ...(terminating ? { deletionTimestamp: secondsAfterNoon(0) } : {}),
      ...(owner === undefined ? {} : { ownerReferences: [{ apiVersion: 'apps/v1', ...owner, controller: true } satisfies OwnerReference] }),
    },
    spec: { nodeName: 'node-1', containers: [{ name: 'web', ports: [{ name: 'http', containerPort: 8080 }] }], ...spec },
    status: {
      phase,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: secondsAfterNoon(readyAt) }],
      containerStatuses: [{ restartCount: restarts }],
      ...(ip === undefined ? {} : { podIP: ip, podIPs: [{ ip }] }),
    },
  };
}

/** `2026-01-01T12:00:00Z` and later. */
export function secondsAfterNoon(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 1, 12, 0, seconds)).toISOString().replace('.000', '');
}
