import { createHash } from 'node:crypto';
import { parseImageName } from './image-name.ts';
import type { ContainerStatus, PodContainer, ProbeKind, Terminated } from './pod.ts';

/** What may happen to a container; times as objects carry them. */
export type Happening =
  | { readonly kind: 'waits'; readonly reason: string; readonly message?: string }
  | { readonly kind: 'started'; readonly at: string; readonly containerID: string }
  | { readonly kind: 'probed'; readonly probe: ProbeKind; readonly passes: boolean }
  | { readonly kind: 'exited'; readonly at: string; readonly exitCode: number };

/** What is said of a container that nothing has happened to yet. */
export function newContainerStatus({ name, image }: PodContainer): ContainerStatus {
  return { name, image, imageID: '', state: { waiting: { reason: 'ContainerCreating' } }, lastState: {}, ready: false, started: false, restartCount: 0 };
}

/** What is said of a container after that has happened. */
export function afterHappening(container: PodContainer, before: ContainerStatus, happening: Happening): ContainerStatus {
  switch (happening.kind) {
    case 'waits': {
      const { reason, message } = happening;
      return { ...before, state: { waiting: { reason, ...(message === undefined ? {} : { message }) } }, lastState: lastStateOf(before), ready: false, started: false };
    }
    case 'started':
      return {
        ...before,
        ...imageOf(container),
        ...givenTo(container),
        containerID: happening.containerID,
        state: { running: { startedAt: happening.at } },
        lastState: lastStateOf(before),
        started: container.startupProbe === undefined,
        ready: container.startupProbe === undefined && container.readinessProbe === undefined,
        restartCount: before.restartCount + (before.containerID === undefined ? 0 : 1),
      };
    case 'probed':
      return { ...before, ...probed(container, before, happening) };
    case 'exited':
      return { ...before, state: { terminated: terminated(before, happening) }, ready: false, started: false };
  }
}

function lastStateOf({ state, lastState }: ContainerStatus): ContainerStatus['lastState'] {
  return state.terminated === undefined ? lastState : { terminated: state.terminated };
}

function imageOf({ image }: PodContainer): Pick<ContainerStatus, 'image' | 'imageID'> {
  const { full } = parseImageName(image);
  return { image: full, imageID: `sha256:${createHash('sha256').update(full).digest('hex')}` };
}

/** What it may use, sees of volumes, and runs as. */
function givenTo({ resources = {}, volumeMounts = [] }: PodContainer): Pick<ContainerStatus, 'allocatedResources' | 'resources' | 'user' | 'volumeMounts'> {
  return {
    ...(resources.requests === undefined ? {} : { allocatedResources: resources.requests }),
    resources,
    user: { linux: { uid: 0, gid: 0, supplementalGroups: [0] } },
    ...(volumeMounts.length === 0 ? {} : { volumeMounts: volumeMounts.map(({ name, mountPath, readOnly }) => ({ name, mountPath, ...(readOnly === true ? { readOnly, recursiveReadOnly: 'Disabled' } : {}) })) }),
  };
}

function probed({ readinessProbe }: PodContainer, { ready, started }: ContainerStatus, { probe, passes }: { probe: ProbeKind; passes: boolean }): Pick<ContainerStatus, 'ready' | 'started'> {
  switch (probe) {
    case 'startup':
      return { started: passes, ready: passes && readinessProbe === undefined };
    case 'readiness':
      return { started, ready: started && passes };
    case 'liveness':
      return { started, ready };
  }
}

function terminated({ state, containerID = '' }: ContainerStatus, { at, exitCode }: { at: string; exitCode: number }): Terminated {
  return { containerID, exitCode, finishedAt: at, reason: exitCode === 0 ? 'Completed' : 'Error', startedAt: state.running?.startedAt ?? at };
}
