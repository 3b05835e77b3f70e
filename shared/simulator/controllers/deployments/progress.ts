import { conditionOf } from '../objects/condition.ts';
import type { Condition } from '../objects/condition.ts';
import { millisecondsOf } from '../objects/timestamp.ts';
import type { Deployment, DeploymentStatus } from '../objects/workloads.ts';
import { condition, withCondition, without } from './conditions.ts';
import type { Conditions } from './conditions.ts';
import { allOf } from './sets.ts';
import type { Sets } from './sets.ts';
import type { Settings } from './settings.ts';

const timedOut = 'ProgressDeadlineExceeded';
const succeeded = 'NewReplicaSetAvailable';

/** The conditions where the Deployment has been paused or resumed since; a rollout that has exceeded its deadline stays so. */
export function withPause(deployment: Deployment, conditions: Conditions, { deadlineSeconds }: Settings, now: Date): Conditions {
  const reason = progressing(conditions)?.reason;
  if (deadlineSeconds === undefined || reason === timedOut) {
    return conditions;
  }
  if (deployment.spec.paused === true && reason !== 'DeploymentPaused') {
    return withCondition(conditions, condition('Progressing', 'Unknown', 'DeploymentPaused', 'Deployment is paused', now));
  }
  if (deployment.spec.paused !== true && reason === 'DeploymentPaused') {
    return withCondition(conditions, condition('Progressing', 'Unknown', 'DeploymentResumed', 'Deployment is resumed', now));
  }
  return conditions;
}

/** The conditions where its new ReplicaSet was made just now, or found though no progress was ever noted. */
export function withNewSetNoted(conditions: Conditions, name: string, { isCreated }: { isCreated: boolean }, { deadlineSeconds }: Settings, now: Date): Conditions {
  if (deadlineSeconds === undefined || (!isCreated && progressing(conditions) !== undefined)) {
    return conditions;
  }
  return withCondition(conditions, isCreated
    ? condition('Progressing', 'True', 'NewReplicaSetCreated', `Created new replica set "${name}"`, now)
    : condition('Progressing', 'True', 'FoundNewReplicaSet', `Found new replica set "${name}"`, now));
}

/** The status of a rollout with how it goes: complete, further than it was, as before, or for too long as before. */
export function withProgress(deployment: Deployment, status: DeploymentStatus, sets: Sets, settings: Settings, now: Date): DeploymentStatus {
  const conditions = status.conditions ?? [];
  const noted = settings.deadlineSeconds === undefined ? without(conditions, 'Progressing') : withProgressNoted(deployment, status, sets, settings, now);
  return { ...status, conditions: withFailure(noted, sets) };
}

function withProgressNoted(deployment: Deployment, status: DeploymentStatus, { newSet }: Sets, settings: Settings, now: Date): Conditions {
  const conditions = status.conditions ?? [];
  const current = progressing(conditions);
  if ((status.replicas ?? 0) === (status.updatedReplicas ?? 0) && current?.reason === succeeded) {
    return conditions;
  }
  const title = newSet === undefined ? `Deployment "${deployment.metadata.name}"` : `ReplicaSet "${newSet.metadata.name}"`;
  if (isComplete(deployment, status, settings)) {
    return withCondition(conditions, condition('Progressing', 'True', succeeded, `${title} has successfully progressed.`, now));
  }
  if (isFurther(deployment.status ?? {}, status)) {
    // Progress is the one condition whose lastUpdateTime moves though its reason stays.
    const further = condition('Progressing', 'True', 'ReplicaSetUpdated', `${title} is progressing.`, now);
    const since = current?.status === 'True' && current.lastTransitionTime !== undefined ? { lastTransitionTime: current.lastTransitionTime } : {};
    return [...without(conditions, 'Progressing'), { ...further, ...since }];
  }
  if (hasTimedOut(current, settings, now)) {
    return withCondition(conditions, condition('Progressing', 'False', timedOut, `${title} has timed out progressing.`, now));
  }
  return conditions;
}

/** Whether all pods that are asked for are of the present template and available, and no others are left. */
export function isComplete(deployment: Deployment, status: DeploymentStatus, { replicas }: Settings): boolean {
  const { updatedReplicas = 0, replicas: all = 0, availableReplicas = 0, observedGeneration = 0 } = status;
  return updatedReplicas === replicas && all === replicas && availableReplicas === replicas && observedGeneration >= (deployment.metadata.generation ?? 0);
}

function isFurther(before: DeploymentStatus, after: DeploymentStatus): boolean {
  const old = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus) => replicas - updatedReplicas;
  const isMore = (count: (status: DeploymentStatus) => number | undefined) => (count(after) ?? 0) > (count(before) ?? 0);
  return isMore((status) => status.updatedReplicas) || old(after) < old(before) || isMore((status) => status.readyReplicas) || isMore((status) => status.availableReplicas);
}

function hasTimedOut(current: Condition | undefined, settings: Settings, now: Date): boolean {
  const deadline = deadlineOf(current, settings);
  return current?.reason === timedOut || (deadline !== undefined && deadline < now.getTime());
}

/** When to look again whether a rollout that comes no further has exceeded its deadline; undefined where it cannot. */
export function millisecondsUntilDeadline(deployment: Deployment, status: DeploymentStatus, settings: Settings, now: Date): number | undefined {
  const current = progressing(status.conditions ?? []);
  const deadline = current?.reason === timedOut || isComplete(deployment, status, settings) ? undefined : deadlineOf(current, settings);
  // A second more, as times in a status have no fractions.
  return deadline === undefined ? undefined : Math.max(0, deadline - now.getTime()) + 1000;
}

function deadlineOf(current: Condition | undefined, { deadlineSeconds }: Settings): number | undefined {
  const updated = millisecondsOf(current?.lastUpdateTime);
  return deadlineSeconds === undefined || updated === undefined || current?.reason === succeeded ? undefined : updated + deadlineSeconds * 1000;
}

/** What keeps a ReplicaSet from making pods, of the new one first, is the Deployment's failure as well. */
function withFailure(conditions: Conditions, sets: Sets): Conditions {
  const ordered = sets.newSet === undefined ? sets.oldSets : [sets.newSet, ...allOf(sets)];
  const failure = ordered.map(({ status }) => conditionOf(status, 'ReplicaFailure')).find((found) => found !== undefined);
  if (failure === undefined) {
    return without(conditions, 'ReplicaFailure');
  }
  return withCondition(conditions, { ...failure, ...(typeof failure.lastTransitionTime === 'string' ? { lastUpdateTime: failure.lastTransitionTime } : {}) });
}

function progressing(conditions: Conditions): Condition | undefined {
  return conditionOf({ conditions }, 'Progressing');
}
