import type { Condition } from '../../shared/simulator/controllers/objects/condition.ts';
import type { Deployment, ReplicaSet } from '../../shared/simulator/controllers/objects/workloads.ts';

export interface ReplicaSetOptions {
  readonly replicas?: number;
  /** Of its pods; as many as asked for unless told otherwise. */
  readonly available?: number;
  readonly image?: string;
  readonly revision?: number;
  readonly annotations?: Record<string, string>;
  readonly conditions?: readonly Condition[];
  /** Seconds after noon. */
  readonly madeAt?: number;
}

/** A ReplicaSet of `web` whose controller has seen its size. */
export function aReplicaSet(name: string, { replicas = 0, available = replicas, image = `web:${name}`, revision, annotations = {}, conditions, madeAt = 0 }: ReplicaSetOptions = {}): ReplicaSet {
  const labels = { app: 'web' };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name, namespace: 'test', uid: `uid-${name}`, generation: 1, creationTimestamp: new Date(Date.UTC(2026, 0, 1, 12, 0, madeAt)).toISOString().replace('.000', ''), labels,
      annotations: { ...annotations, ...(revision === undefined ? {} : { 'deployment.kubernetes.io/revision': String(revision) }) },
    },
    spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'web', image }] } } },
    status: { replicas, readyReplicas: available, availableReplicas: available, observedGeneration: 1, ...(conditions === undefined ? {} : { conditions }) },
  };
}

/** The Deployment `web` of this image. */
export function aWebDeployment(spec: Partial<Deployment['spec']> = {}, { image = 'web:new', status }: { image?: string; status?: Deployment['status'] } = {}): Deployment {
  const labels = { app: 'web' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'test', uid: 'uid-web', generation: 1 },
    spec: { replicas: 3, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'web', image }] } }, ...spec },
    ...(status === undefined ? {} : { status }),
  };
}
