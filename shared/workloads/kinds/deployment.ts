import type { KubeObject } from '../../kube/kube.ts';
import { deployments } from '../../kube/resources.ts';
import type { PodTemplate, Rollout, WorkloadKind } from '../workload.ts';

interface Deployment extends KubeObject {
  spec: { replicas?: number; paused?: boolean; selector: { matchLabels?: Record<string, string> }; template: PodTemplate };
  status?: {
    observedGeneration?: number;
    replicas?: number;
    updatedReplicas?: number;
    availableReplicas?: number;
    conditions?: { type: string; status: string; reason?: string; message?: string; lastUpdateTime?: string }[];
  };
}

/** apps/v1 Deployment: held by `spec.paused`, so its ReplicaSet still scales while the new template waits. */
export const deployment: WorkloadKind = {
  kind: 'Deployment',
  resource: deployments,
  pausePath: '/spec/paused',
  template: (workload) => specOf(workload).template,
  selector: (workload) => specOf(workload).selector.matchLabels ?? {},
  replicas: (workload) => specOf(workload).replicas ?? 1,
  availableReplicas: (workload) => statusOf(workload).availableReplicas ?? 0,
  isPaused: (workload) => specOf(workload).paused === true,
  isRolling: (workload) => {
    const { replicas = 0, updatedReplicas = 0 } = statusOf(workload);
    return updatedReplicas < replicas && !isStuck(workload);
  },
  rollout: (workload, readyThreshold): Rollout => {
    const replicas = specOf(workload).replicas ?? 1;
    const { updatedReplicas: updated = 0, availableReplicas: available = 0 } = statusOf(workload);
    const waitingFor = whatIsMissing(workload, readyThreshold);
    return {
      replicas,
      updated,
      available,
      complete: waitingFor === undefined,
      stuck: waitingFor !== undefined && isStuck(workload),
      progressedAt: progressing(workload)?.lastUpdateTime,
      progress: waitingFor === undefined ? 'rolled out' : isStuck(workload) ? `deployment "${workload.metadata.name}" exceeded its progress deadline` : `waiting for rollout to finish: ${waitingFor}`,
    };
  },
};

function specOf(workload: KubeObject): Deployment['spec'] {
  return (workload as Deployment).spec;
}

function statusOf(workload: KubeObject): NonNullable<Deployment['status']> {
  return (workload as Deployment).status ?? {};
}

function isObserved(workload: KubeObject): boolean {
  return (statusOf(workload).observedGeneration ?? 0) >= (workload.metadata.generation ?? 0);
}

/** The same questions in the same order as `kubectl rollout status` asks them. */
function whatIsMissing(workload: KubeObject, readyThreshold: number): string | undefined {
  const wanted = specOf(workload).replicas ?? 1;
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = statusOf(workload);
  if (!isObserved(workload)) {
    return 'observed deployment generation less than desired generation';
  }
  if (updatedReplicas < wanted) {
    return `${updatedReplicas} out of ${wanted} new replicas have been updated`;
  }
  if (replicas > updatedReplicas) {
    return `${replicas - updatedReplicas} old replicas are pending termination`;
  }
  if (availableReplicas < Math.ceil((updatedReplicas * readyThreshold) / 100)) {
    return `${availableReplicas} of ${updatedReplicas}${readyThreshold === 100 ? '' : ` (readyThreshold ${readyThreshold}%)`} updated replicas are available`;
  }
  return undefined;
}

/** While a newer generation waits to be observed, the condition speaks of an older rollout. */
function isStuck(workload: KubeObject): boolean {
  const condition = progressing(workload);
  return isObserved(workload) && condition?.status === 'False' && condition.reason === 'ProgressDeadlineExceeded';
}

function progressing(workload: KubeObject) {
  return statusOf(workload).conditions?.find(({ type }) => type === 'Progressing');
}
