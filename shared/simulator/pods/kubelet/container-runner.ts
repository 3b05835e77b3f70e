import { pauseByClock } from '../clock-pause.ts';
import type { Program } from '../program.ts';
import { describePause, grown, remainingMs } from './back-off.ts';
import type { BackOff } from './back-off.ts';
import type { ContainerPlace, ContainerWorld } from './container-place.ts';
import { ContainerRun } from './container-run.ts';
import type { Exit } from './container-run.ts';
import { ConfigError, environmentOf } from './environment.ts';
import { isRestarted } from './pod-status.ts';
import { pullImage } from './pull-image.ts';

/** Until what a container is to be told is there, it is looked for again after so long; where it cannot be found out, sooner. */
const configPauseMs = 10_000;
const retryMs = 1000;

/** Pulls a container's image and runs it, again and again where its pod wants that, with pauses that grow. */
export class ContainerRunner {
  readonly #place: ContainerPlace;
  readonly #world: ContainerWorld;
  readonly #stopping = new AbortController();
  #run: ContainerRun | undefined;
  #backOff: BackOff | undefined;
  /** When the last run but this one ended, in milliseconds since 1970. */
  #endedBefore: number | undefined;
  /** Resolves when it has ended for good. */
  readonly ended: Promise<void>;

  constructor(place: ContainerPlace, world: ContainerWorld) {
    this.#place = place;
    this.#world = world;
    this.ended = this.#keepRunning();
  }

  /** Ends it for good; requests that are open have so many milliseconds of the clock. Said again with less, they have less. */
  stop(graceMs: number): void {
    this.#stopping.abort();
    this.#run?.stop(graceMs);
  }

  async #keepRunning(): Promise<void> {
    const { signal } = this.#stopping;
    const { container, tell, record } = this.#place;
    const { programs, images, clock } = this.#world;
    const program = await pullImage({ container, programs, images, clock, signal, tell, record });
    while (program !== undefined && !signal.aborted) {
      const exit = await this.#runOnce(program);
      if (exit === undefined || signal.aborted || !isRestarted(this.#place.pod().spec.restartPolicy ?? 'Always', exit.exitCode)) {
        return;
      }
      await this.#pauseAfter(exit);
    }
  }

  /** Undefined where it is to stop before it has begun. */
  async #runOnce(program: Program): Promise<Exit | undefined> {
    const environment = await this.#environment();
    if (environment === undefined || this.#stopping.signal.aborted) {
      return undefined;
    }
    this.#run = new ContainerRun(this.#place, this.#world);
    return await this.#run.run(program, environment);
  }

  async #environment(): Promise<Record<string, string> | undefined> {
    const { container, ip } = this.#place;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const pod = this.#place.pod();
      try {
        return await environmentOf(container, pod, ip, this.#world.readData(pod.metadata.namespace ?? ''));
      } catch (error) {
        await pauseByClock(this.#world.clock, this.#cannotConfigure(error as Error), signal);
      }
    }
    return undefined;
  }

  /** Says so; returns after how many milliseconds to try again. */
  #cannotConfigure(error: Error): number {
    if (!(error instanceof ConfigError)) {
      return retryMs;
    }
    this.#place.tell({ kind: 'waits', reason: 'CreateContainerConfigError', message: error.message });
    this.#place.record({ type: 'Warning', reason: 'Failed', message: `Error: ${error.message}` });
    return configPauseMs;
  }

  /** What the node has killed itself starts again at once, unless its last run but this one ended shortly before: the kubelet looks at that. */
  async #pauseAfter({ at, isKilled }: Exit): Promise<void> {
    const { clock } = this.#world;
    const since = isKilled ? this.#endedBefore : at;
    this.#endedBefore = at;
    if (since === undefined) {
      return;
    }
    const milliseconds = remainingMs(this.#backOff, since, clock.now().getTime());
    if (this.#backOff !== undefined && milliseconds > 0) {
      this.#showBackOff(this.#backOff);
      await pauseByClock(clock, milliseconds, this.#stopping.signal);
    }
    this.#backOff = grown(this.#backOff, clock.now().getTime());
  }

  #showBackOff(backOff: BackOff): void {
    const { container: { name }, pod, tell, record } = this.#place;
    const { metadata } = pod();
    const title = `${metadata.name}_${metadata.namespace}(${metadata.uid})`;
    tell({ kind: 'waits', reason: 'CrashLoopBackOff', message: `back-off ${describePause(backOff)} restarting failed container=${name} pod=${title}` });
    record({ type: 'Warning', reason: 'BackOff', message: `Back-off restarting failed container ${name} in pod ${title}` });
  }
}
