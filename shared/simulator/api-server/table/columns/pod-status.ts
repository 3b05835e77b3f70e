/** What kubectl says of a pod in one word: which of its containers keeps it from running, and how. */
import type { ApiObject } from '../../../api-object.ts';

export interface Pod extends ApiObject {
  readonly spec?: {
    readonly containers?: readonly SpecContainer[];
    readonly initContainers?: readonly SpecContainer[];
    readonly nodeName?: string;
    readonly readinessGates?: readonly { readonly conditionType: string }[];
  };
  readonly status?: PodStatus;
}

interface SpecContainer {
  readonly name: string;
  readonly restartPolicy?: string;
}

interface PodStatus {
  readonly phase?: string;
  readonly reason?: string;
  readonly podIPs?: readonly { readonly ip?: string }[];
  readonly nominatedNodeName?: string;
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string }[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
  readonly containerStatuses?: readonly ContainerStatus[];
}

interface ContainerStatus {
  readonly name: string;
  readonly ready?: boolean;
  readonly started?: boolean | null;
  readonly restartCount?: number;
  readonly state?: { readonly waiting?: { readonly reason?: string }; readonly running?: object; readonly terminated?: Terminated };
  readonly lastState?: { readonly terminated?: Terminated };
}

interface Terminated {
  readonly exitCode: number;
  readonly signal?: number;
  readonly reason?: string;
  readonly finishedAt?: string;
}

export interface PodSummary {
  readonly ready: number;
  readonly total: number;
  /** `Running`, `CrashLoopBackOff`, `Init:0/2`, `Terminating`, ... */
  readonly reason: string;
  readonly restarts: number;
  /** When a container ended last; empty where none has. */
  readonly lastRestart: string;
}

/** Counts and the one word. */
export function summarize(pod: Pod): PodSummary {
  const { spec = {}, status = {} } = pod;
  const init = initialization(pod);
  const main = [...(status.containerStatuses ?? [])];
  const isInitializing = init.problem !== undefined && !hasCondition(status, 'Initialized');
  const counted = isInitializing ? init.visited : [...init.sidecars, ...main];
  const readyMain = isInitializing ? 0 : main.filter(isRunningAndReady).length;
  const reason = isInitializing ? init.problem! : mainReason(main, init.problem ?? phaseReason(status), status);
  return {
    ready: init.readySidecars + readyMain,
    total: (spec.containers ?? []).length + (spec.initContainers ?? []).filter(isSidecar).length,
    reason: terminationReason(pod) ?? reason,
    restarts: counted.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0),
    lastRestart: counted.map(({ lastState }) => lastState?.terminated?.finishedAt ?? '').sort().at(-1) ?? '',
  };
}

function phaseReason({ phase = '', reason = '', conditions = [] }: PodStatus): string {
  const isGated = conditions.some(({ type, reason: why }) => type === 'PodScheduled' && why === 'SchedulingGated');
  return isGated ? 'SchedulingGated' : reason || phase;
}

interface Initialization {
  /** Why the first init container that is not done is not; undefined where all are. */
  readonly problem: string | undefined;
  /** Up to the one that is not done. */
  readonly visited: readonly ContainerStatus[];
  /** Those of them that go on running. */
  readonly sidecars: readonly ContainerStatus[];
  readonly readySidecars: number;
}

function initialization({ spec = {}, status = {} }: Pod): Initialization {
  const declared = spec.initContainers ?? [];
  const isSidecarStatus = ({ name }: ContainerStatus) => declared.some((each) => each.name === name && isSidecar(each));
  const isRunningSidecar = (each: ContainerStatus) => isSidecarStatus(each) && each.started === true;
  const statuses = status.initContainerStatuses ?? [];
  const place = statuses.findIndex((each) => each.state?.terminated?.exitCode !== 0 && !isRunningSidecar(each));
  const visited = place < 0 ? statuses : statuses.slice(0, place + 1);
  return {
    problem: place < 0 ? undefined : initProblem(statuses[place]!, place, declared.length),
    visited,
    sidecars: visited.filter(isSidecarStatus),
    readySidecars: visited.filter((each) => each.state?.terminated?.exitCode !== 0 && isRunningSidecar(each) && each.ready === true).length,
  };
}

function isSidecar({ restartPolicy }: SpecContainer): boolean {
  return restartPolicy === 'Always';
}

function initProblem({ state = {} }: ContainerStatus, place: number, total: number): string {
  if (state.terminated !== undefined) {
    return `Init:${terminatedReason(state.terminated)}`;
  }
  const waiting = state.waiting?.reason ?? '';
  return waiting !== '' && waiting !== 'PodInitializing' ? `Init:${waiting}` : `Init:${place}/${total}`;
}

function terminatedReason({ reason = '', signal = 0, exitCode }: Terminated): string {
  return reason || (signal === 0 ? `ExitCode:${exitCode}` : `Signal:${signal}`);
}

/** The first container that says something decides; a pod whose other containers still run is not completed. */
function mainReason(containers: readonly ContainerStatus[], otherwise: string, status: PodStatus): string {
  const reason = containers.map(containerReason).find((each) => each !== undefined) ?? otherwise;
  if (reason !== 'Completed') {
    return reason;
  }
  const isRunning = containers.some(isRunningAndReady);
  const failed = containers.find((each) => (each.state?.terminated?.exitCode ?? 0) !== 0 && !isWaiting(each));
  if (isRunning && hasCondition(status, 'Ready')) {
    return 'Running';
  }
  return failed === undefined ? (isRunning ? 'NotReady' : reason) : terminatedReason(failed.state!.terminated!);
}

function containerReason({ state = {} }: ContainerStatus): string | undefined {
  return state.waiting?.reason || (state.terminated === undefined ? undefined : terminatedReason(state.terminated));
}

function isWaiting({ state }: ContainerStatus): boolean {
  return (state?.waiting?.reason ?? '') !== '';
}

function isRunningAndReady(container: ContainerStatus): boolean {
  const { ready, state = {} } = container;
  return ready === true && state.running !== undefined && !isWaiting(container) && state.terminated === undefined;
}

/** What being deleted makes of it; a pod that has ended just waits to be taken away. */
function terminationReason({ metadata: { deletionTimestamp }, status: { phase, reason } = {} }: Pod): string | undefined {
  if (deletionTimestamp === undefined) {
    return undefined;
  }
  if (reason === 'NodeLost') {
    return 'Unknown';
  }
  return phase === 'Succeeded' || phase === 'Failed' ? undefined : 'Terminating';
}

function hasCondition({ conditions = [] }: PodStatus, wanted: string): boolean {
  return conditions.some(({ type, status }) => type === wanted && status === 'True');
}
