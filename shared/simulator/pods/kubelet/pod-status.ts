import { withCondition } from '../../controllers/objects/condition.ts';
import type { Condition } from '../../controllers/objects/condition.ts';
import type { ContainerStatus, Pod, PodStatus } from './pod.ts';

export interface PodFacts {
  readonly containers: readonly ContainerStatus[];
  readonly ip: string;
  readonly hostIP: string;
  /** When the node took it on; as objects carry times. */
  readonly startTime: string;
  /** It is being deleted: what does not run any more has ended for good. What still runs may be ready: that it is no endpoint any more is for others to see. */
  readonly isTerminating: boolean;
  readonly now: string;
}

/** The whole status of a pod as its node writes it. What others wrote into its conditions stays, and so do times since when something is so. */
export function podStatus({ metadata, spec, status = {} }: Pod, facts: PodFacts): PodStatus {
  const { containers, ip, hostIP, startTime } = facts;
  const generation = metadata.generation === undefined ? {} : { observedGeneration: metadata.generation };
  const phase = phaseOf(containers, spec.restartPolicy ?? 'Always', facts.isTerminating);
  return {
    ...status,
    ...generation,
    phase,
    conditions: conditionsOf(status.conditions ?? [], containers, phase, { ...facts, ...generation }),
    containerStatuses: containers,
    hostIP,
    hostIPs: [{ ip: hostIP }],
    ...(containers.every(isBeingCreated) ? {} : { podIP: ip, podIPs: [{ ip }] }),
    startTime,
  };
}

function isBeingCreated({ state }: ContainerStatus): boolean {
  return state.waiting?.reason === 'ContainerCreating';
}

/** A container that has never run keeps the pod Pending; one that will be started again counts as running. */
function phaseOf(containers: readonly ContainerStatus[], restartPolicy: string, isTerminating: boolean): NonNullable<PodStatus['phase']> {
  if (containers.every(({ state }) => (isTerminating ? state.running === undefined : state.terminated !== undefined && !isRestarted(restartPolicy, state.terminated.exitCode)))) {
    return containers.every(({ state }) => state.terminated?.exitCode === 0) ? 'Succeeded' : 'Failed';
  }
  return containers.some(({ containerID }) => containerID === undefined) ? 'Pending' : 'Running';
}

/** Whether a container that has ended is started again. */
export function isRestarted(restartPolicy: string, exitCode: number): boolean {
  return restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && exitCode !== 0);
}

function conditionsOf(before: readonly Condition[], containers: readonly ContainerStatus[], phase: PodStatus['phase'], { now, observedGeneration }: PodFacts & { observedGeneration?: number }): Condition[] {
  const isOver = phase === 'Succeeded' || phase === 'Failed';
  const completed = phase === 'Succeeded' ? { reason: 'PodCompleted' } : { reason: 'PodFailed' };
  const unready = containers.filter(({ ready }) => !ready).map(({ name }) => name);
  const readiness = unready.length === 0 ? is(true) : is(false, isOver ? completed : { reason: 'ContainersNotReady', message: `containers with unready status: [${unready.join(' ')}]` });
  const sandbox = isOver ? is(false, { reason: 'PodSandboxNotReady', message: 'pod sandbox is not ready' }) : is(true);
  const wanted = { PodReadyToStartContainers: sandbox, Initialized: is(true, phase === 'Succeeded' ? completed : {}), Ready: readiness, ContainersReady: readiness };
  const ofAll = { lastTransitionTime: now, ...(observedGeneration === undefined ? {} : { observedGeneration }) };
  const written = Object.entries(wanted).reduce((conditions, [type, condition]) => withCondition(conditions, { type, ...ofAll, ...condition }), [...before]);
  const isOwn = ({ type }: Condition) => type in wanted;
  return [...Object.keys(wanted).flatMap((type) => written.filter((each) => each.type === type)), ...written.filter((each) => !isOwn(each))];
}

function is(so: boolean, why: { reason?: string; message?: string } = {}): Pick<Condition, 'status' | 'reason' | 'message'> {
  return { status: so ? 'True' : 'False', ...why };
}
