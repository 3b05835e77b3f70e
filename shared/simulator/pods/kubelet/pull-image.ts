import type { Clock } from '../../../time/clock.ts';
import { pauseByClock } from '../clock-pause.ts';
import type { Program } from '../program.ts';
import { grown } from './back-off.ts';
import type { BackOff } from './back-off.ts';
import type { Happening } from './container-status.ts';
import type { ContainerEvent } from './event-recorder.ts';
import { parseImageName } from './image-name.ts';
import type { PodContainer } from './pod.ts';

export interface ImagePull {
  readonly container: PodContainer;
  readonly programs: readonly Program[];
  /** What the node has pulled before. */
  readonly images: Set<string>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  tell(happening: Happening): void;
  record(event: ContainerEvent): void;
}

const pullMs = 300;
/** So long ErrImagePull is shown before it becomes ImagePullBackOff. */
const errorShownMs = 1000;

/** The program that an image stands for, once it is on the node: at once where it is already, and never where there is none. Undefined after the signal. */
export async function pullImage(pull: ImagePull): Promise<Program | undefined> {
  const { container: { image }, clock, signal } = pull;
  if (isPresent(pull)) {
    pull.record({ type: 'Normal', reason: 'Pulled', message: `Container image "${image}" already present on machine and can be accessed by the pod` });
    return programOf(pull);
  }
  let backOff: BackOff | undefined;
  while (!signal.aborted) {
    if (pull.container.imagePullPolicy === 'Never') {
      backOff = grown(backOff, clock.now().getTime());
      await waitInVain(pull, backOff);
      continue;
    }
    pull.record({ type: 'Normal', reason: 'Pulling', message: `Pulling image "${image}"` });
    await pauseByClock(clock, pullMs, signal);
    const program = programOf(pull);
    if (signal.aborted || program !== undefined) {
      return pulled(pull, program);
    }
    backOff = grown(backOff, clock.now().getTime());
    await waitAfterFailure(pull, backOff);
  }
  return undefined;
}

function isPresent({ container: { image, imagePullPolicy }, images }: ImagePull): boolean {
  const { full, tag } = parseImageName(image);
  return images.has(full) && (imagePullPolicy ?? (tag === 'latest' ? 'Always' : 'IfNotPresent')) !== 'Always';
}

function programOf({ container, programs }: ImagePull): Program | undefined {
  const { repository } = parseImageName(container.image);
  return programs.find(({ image }) => image === repository);
}

function pulled({ container: { image }, images, signal, record }: ImagePull, program: Program | undefined): Program | undefined {
  if (signal.aborted) {
    return undefined;
  }
  images.add(parseImageName(image).full);
  record({ type: 'Normal', reason: 'Pulled', message: `Successfully pulled image "${image}" in ${pullMs}ms (${pullMs}ms including waiting). Image size: 42916618 bytes.` });
  return program;
}

/** Nobody brings images onto the node but by pulling them. */
async function waitInVain({ container: { image }, clock, signal, tell, record }: ImagePull, { pauseMs }: BackOff): Promise<void> {
  const why = `Container image "${image}" is not present with pull policy of Never`;
  tell({ kind: 'waits', reason: 'ErrImageNeverPull', message: why });
  record({ type: 'Warning', reason: 'ErrImageNeverPull', message: why });
  record({ type: 'Warning', reason: 'Failed', message: 'Error: ErrImageNeverPull' });
  await pauseByClock(clock, pauseMs, signal);
}

async function waitAfterFailure({ container: { image }, clock, signal, tell, record }: ImagePull, backOff: BackOff): Promise<void> {
  const { full } = parseImageName(image);
  const why = `failed to pull and unpack image "${full}": failed to resolve image: ${full}: not found`;
  tell({ kind: 'waits', reason: 'ErrImagePull', message: why });
  record({ type: 'Warning', reason: 'Failed', message: `Failed to pull image "${image}": ${why}` });
  record({ type: 'Warning', reason: 'Failed', message: 'Error: ErrImagePull' });
  await pauseByClock(clock, errorShownMs, signal);
  if (!signal.aborted) {
    tell({ kind: 'waits', reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}": ErrImagePull: ${why}` });
    record({ type: 'Normal', reason: 'BackOff', message: `Back-off pulling image "${image}"` });
    record({ type: 'Warning', reason: 'Failed', message: 'Error: ImagePullBackOff' });
    await pauseByClock(clock, backOff.pauseMs - errorShownMs, signal);
  }
}
