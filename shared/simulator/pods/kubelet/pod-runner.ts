import type { Kube } from '../../../kube/kube.ts';
import { objectPath } from '../../../kube/paths.ts';
import { pods } from '../../../kube/resources.ts';
import { timestamp } from '../../controllers/objects/timestamp.ts';
import { pause } from '../../../time/pause.ts';
import { pauseByClock } from '../clock-pause.ts';
import { letOthersRun } from '../let-others-run.ts';
import type { ContainerWorld } from './container-place.ts';
import { ContainerRunner } from './container-runner.ts';
import { afterHappening, newContainerStatus } from './container-status.ts';
import type { Happening } from './container-status.ts';
import type { ContainerEvent, EventRecorder } from './event-recorder.ts';
import { nodeIp } from './node.ts';
import type { ContainerStatus, Pod, PodContainer } from './pod.ts';
import { PodStatusWriter } from './pod-status-writer.ts';
import { podStatus } from './pod-status.ts';

export interface PodWorld extends ContainerWorld {
  readonly kube: Kube;
  readonly events: EventRecorder;
  /** Told of the state that a write of ours has led to. */
  accept(pod: Pod): void;
}

/** So long a pod that is being deleted goes on serving, as far as it may: its clients have to learn of it first. */
const drainMs = 2000;
/** However fast the clock runs, and however busy the process is: those who are to learn of it get to, and requests on their way take their real time. */
const leastDrainMs = 200;
const drainTurns = 20;
const retryMs = 1000;

/** Runs one pod, from when it is bound to the node until it is gone. */
export class PodRunner {
  readonly ip: string;
  readonly #world: PodWorld;
  readonly #startTime: string;
  readonly #gone = new AbortController();
  readonly #ended = Promise.withResolvers<void>();
  readonly #statuses = new Map<string, ContainerStatus>();
  readonly #writer: PodStatusWriter;
  #runners: ContainerRunner[] = [];
  #pod: Pod;
  #terminating: Promise<void> | undefined;

  constructor(pod: Pod, ip: string, world: PodWorld) {
    this.#pod = pod;
    this.ip = ip;
    this.#world = world;
    this.#startTime = pod.status?.startTime ?? this.#now();
    const { kube, clock, accept } = world;
    this.#writer = new PodStatusWriter({ kube, clock, accept, signal: this.#gone.signal, pod: () => this.#pod, status: () => this.#status() });
    pod.spec.containers.forEach((container) => this.#statuses.set(container.name, newContainerStatus(container)));
  }

  /** Resolves when nothing of it runs any more and the API server knows it no longer. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  get pod(): Pod {
    return this.#pod;
  }

  start(): void {
    if (this.#gone.signal.aborted) {
      return;
    }
    if (this.#pod.metadata.deletionTimestamp === undefined) {
      this.#runners = this.#pod.spec.containers.map((container) => this.#run(container));
    }
    this.update(this.#pod);
  }

  /** The pod as it is now. */
  update(pod: Pod): void {
    this.#pod = pod;
    const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata;
    if (deletionTimestamp !== undefined && this.#terminating === undefined) {
      this.#terminating = this.#terminate(deletionGracePeriodSeconds * 1000);
    }
    this.#writer.wake();
  }

  /** The pod is gone already, or the whole node ends: so does all of it, at once. */
  async vanish(): Promise<void> {
    this.#gone.abort();
    this.#runners.forEach((runner) => runner.stop(0));
    await Promise.all(this.#runners.map(({ ended }) => ended));
    await this.#terminating;
    this.#ended.resolve();
  }

  #run(container: PodContainer): ContainerRunner {
    return new ContainerRunner({
      container,
      ip: this.ip,
      pod: () => this.#pod,
      tell: (happening) => this.#take(container, happening),
      record: (event) => this.#record(container.name, event),
    }, this.#world);
  }

  #record(container: string, event: ContainerEvent): void {
    if (!this.#gone.signal.aborted) {
      this.#world.events.record(this.#pod, container, event);
    }
  }

  #take(container: PodContainer, happening: Happening): void {
    this.#statuses.set(container.name, afterHappening(container, this.#statuses.get(container.name)!, happening));
    this.#writer.wake();
  }

  #status() {
    return podStatus(this.#pod, {
      containers: [...this.#statuses.values()],
      ip: this.ip,
      hostIP: nodeIp,
      startTime: this.#startTime,
      isTerminating: this.#pod.metadata.deletionTimestamp !== undefined,
      now: this.#now(),
    });
  }

  async #terminate(graceMs: number): Promise<void> {
    const { signal } = this.#gone;
    const running = [...this.#statuses.values()].filter(({ state }) => state.running !== undefined);
    running.forEach(({ name }) => this.#record(name, { type: 'Normal', reason: 'Killing', message: `Stopping container ${name}` }));
    const spent = running.length === 0 ? 0 : Math.min(drainMs, graceMs);
    await Promise.all([pauseByClock(this.#world.clock, spent, signal), pause(spent > 0 ? leastDrainMs : 0, signal)]);
    await letOthersRun(drainTurns);
    this.#runners.forEach((runner) => runner.stop(signal.aborted ? 0 : graceMs - spent));
    await Promise.all(this.#runners.map(({ ended }) => ended));
    this.#writer.wake();
    await this.#writer.written();
    await this.#remove();
  }

  async #remove(): Promise<void> {
    const { kube, clock } = this.#world;
    const { name, namespace = '', uid } = this.#pod.metadata;
    const request = { method: 'DELETE' as const, query: { gracePeriodSeconds: 0 }, body: { preconditions: { uid } }, headers: { 'Content-Type': 'application/json' } };
    while (!this.#gone.signal.aborted) {
      const status = await kube.request(objectPath({ resource: pods, namespace, name }), request).then((answer) => answer.status, () => 0);
      if (status === 200 || status === 404 || status === 409) {
        return;
      }
      await pauseByClock(clock, retryMs, this.#gone.signal);
    }
  }

  #now(): string {
    return timestamp(this.#world.clock.now());
  }
}
