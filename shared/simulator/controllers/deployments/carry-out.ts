import type { Cache } from '../../../kube/cache.ts';
import { isNamespaceTerminating, isStatus, referenceOf } from '../../../kube/kube.ts';
import type { Kube } from '../../../kube/kube.ts';
import { deployments, replicaSets } from '../../../kube/resources.ts';
import type { EventRecorder } from '../loop/event-recorder.ts';
import type { Deployment, ReplicaSet } from '../objects/workloads.ts';
import { condition, withCondition } from './conditions.ts';
import type { Decision } from './decide.ts';
import { settingsOf } from './settings.ts';

export interface Carrier {
  readonly kube: Kube;
  readonly events: EventRecorder;
  readonly deployments: Cache<Deployment>;
  readonly replicaSets: Cache<ReplicaSet>;
}

/** Writes what was decided about a Deployment; what is written is known at once to who decides next. @throws ApiError */
export async function carryOut(carrier: Carrier, deployment: Deployment, decision: Decision, now: Date): Promise<void> {
  const { kube, events } = carrier;
  if (decision.create !== undefined && !(await createSet(carrier, deployment, decision.create, now))) {
    return;
  }
  for (const set of decision.update) {
    carrier.replicaSets.accept(await kube.replace(replicaSets, set));
  }
  events.record(deployment, ...decision.notes);
  for (const set of decision.remove) {
    await kube.delete(referenceOf(replicaSets, set));
  }
  if (decision.deployment !== undefined) {
    carrier.deployments.accept(await kube.replace(deployments, decision.deployment, { subresource: 'status' }));
  }
}

/** Whether it was made; in a namespace that is being deleted nothing is. @throws ApiError after the Deployment's status tells of it */
async function createSet(carrier: Carrier, deployment: Deployment, set: ReplicaSet, now: Date): Promise<boolean> {
  const { kube, events } = carrier;
  try {
    carrier.replicaSets.accept(await kube.create(replicaSets, set));
    return true;
  } catch (error) {
    if (isNamespaceTerminating(error)) {
      return false;
    }
    if (!isStatus(error, 409)) {
      const message = `Failed to create new replica set "${set.metadata.name}": ${(error as Error).message}`;
      events.record(deployment, { type: 'Warning', reason: 'ReplicaSetCreateError', message });
      await noteFailure(carrier, deployment, message, now);
    }
    throw error;
  }
}

async function noteFailure(carrier: Carrier, deployment: Deployment, message: string, now: Date): Promise<void> {
  const before = deployment.status?.conditions ?? [];
  const conditions = withCondition(before, condition('Progressing', 'False', 'ReplicaSetCreateError', message, now));
  if (settingsOf(deployment).deadlineSeconds !== undefined && conditions !== before) {
    const status = { ...deployment.status, conditions };
    carrier.deployments.accept(await carrier.kube.replace(deployments, { ...deployment, status }, { subresource: 'status' }));
  }
}
