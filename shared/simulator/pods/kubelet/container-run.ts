import { randomBytes } from 'node:crypto';
import type { ApiObject } from '../../api-object.ts';
import { timestamp } from '../../controllers/objects/timestamp.ts';
import type { Program, RunningProgram, StartedContainer } from '../program.ts';
import type { ContainerPlace, ContainerWorld } from './container-place.ts';
import { expanded } from './environment.ts';
import { parseImageName } from './image-name.ts';
import { keepProbing } from './keep-probing.ts';
import type { Pod, PodContainer, Probe, ProbeKind } from './pod.ts';
import { sendProbe } from './send-probe.ts';

export interface Exit {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly exitCode: number;
  /** The node ended it, as it had failed a probe. */
  readonly isKilled: boolean;
}

/** Why a run is to end, or has ended. */
type End = { readonly kind: 'exited'; readonly exitCode: number } | { readonly kind: 'stopped' | 'killed'; readonly graceMs: number };

/** As a process that SIGKILL has ended. */
const killedCode = 137;
const defaultGraceSeconds = 30;

/** One run of a container, from its start to its exit. */
export class ContainerRun {
  readonly #place: ContainerPlace;
  readonly #world: ContainerWorld;
  readonly #end = Promise.withResolvers<End>();
  /** While it is being ended. */
  #stopping: RunningProgram | undefined;

  constructor(place: ContainerPlace, world: ContainerWorld) {
    this.#place = place;
    this.#world = world;
  }

  /** Runs it; returns when it has ended, by itself or as it was told to. */
  async run(program: Program, environment: Readonly<Record<string, string>>): Promise<Exit> {
    this.#world.logs.begin(this.#logPlace());
    this.#place.record({ type: 'Normal', reason: 'Created', message: 'Container created' });
    const running = await this.#started(program, environment);
    this.#place.tell({ kind: 'started', at: this.#now(), containerID: `containerd://${randomBytes(32).toString('hex')}` });
    this.#place.record({ type: 'Normal', reason: 'Started', message: 'Container started' });
    const end = running === undefined ? await this.#end.promise : await this.#untilEnd(running);
    this.#world.logs.end(this.#logPlace());
    return this.#exited(end);
  }

  /** Ends it: requests that are open have so many milliseconds of the clock. Said again with less, they have less. */
  stop(graceMs: number): void {
    this.#end.resolve({ kind: 'stopped', graceMs });
    void this.#stopping?.stop(graceMs).catch(() => undefined);
  }

  /** Undefined where it does not come to run: it ends at once, or is to end before it has begun. */
  async #started(program: Program, environment: Readonly<Record<string, string>>): Promise<RunningProgram | undefined> {
    const starting = (async () => await program.start(this.#surroundings(environment)))();
    const first = await Promise.race([starting, this.#end.promise]).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
    if (first instanceof Error) {
      this.#log(first.message);
      this.#end.resolve({ kind: 'exited', exitCode: 1 });
      return undefined;
    }
    if ('ports' in first) {
      return first;
    }
    void starting.then((late) => late.stop(0)).catch(() => undefined);
    return undefined;
  }

  async #untilEnd(running: RunningProgram): Promise<End> {
    const { name, namespace = '' } = this.#place.pod().metadata;
    const detach = this.#world.network.attach({ namespace, name, ip: this.#place.ip, ports: running.ports, portNames: portNames(this.#place.pod()) });
    const over = new AbortController();
    void this.#probe(over.signal);
    const end = await this.#end.promise;
    over.abort();
    detach();
    this.#stopping = running;
    await running.stop(end.kind === 'exited' ? 0 : end.graceMs).catch((error: Error) => this.#log(error.message));
    this.#stopping = undefined;
    return end;
  }

  async #probe(signal: AbortSignal): Promise<void> {
    const { container, ip } = this.#place;
    const { clock, network } = this.#world;
    const ask = (probe: Probe) => sendProbe(probe, { container, podIp: ip, reach: (port) => network.ip(ip, port), clock });
    await keepProbing({
      container, clock, signal, ask,
      onFailure: (kind, why) => this.#place.record({ type: 'Warning', reason: 'Unhealthy', message: `${titleOf(kind)} probe failed: ${why}` }),
      onResult: (kind, passes) => this.#takeResult(kind, passes),
    });
  }

  #takeResult(kind: ProbeKind, passes: boolean): void {
    if (passes || kind === 'readiness') {
      this.#place.tell({ kind: 'probed', probe: kind, passes });
      return;
    }
    this.#place.record({ type: 'Normal', reason: 'Killing', message: `Container ${this.#place.container.name} failed ${kind} probe, will be restarted` });
    this.#end.resolve({ kind: 'killed', graceMs: (this.#place.pod().spec.terminationGracePeriodSeconds ?? defaultGraceSeconds) * 1000 });
  }

  #exited(end: End): Exit {
    const exitCode = end.kind === 'exited' ? end.exitCode : end.graceMs > 0 ? 0 : killedCode;
    this.#place.tell({ kind: 'exited', at: this.#now(), exitCode });
    return { at: this.#world.clock.now().getTime(), exitCode, isKilled: end.kind === 'killed' };
  }

  #surroundings(env: Readonly<Record<string, string>>): StartedContainer {
    const { container } = this.#place;
    const { clock, network, kubeFor } = this.#world;
    const pod = this.#place.pod() as ApiObject;
    return {
      pod, env, clock, network,
      container: withVariables(container, env),
      tag: parseImageName(container.image).tag,
      kube: kubeFor(pod),
      log: (line) => this.#log(line),
      exited: (exitCode) => this.#end.resolve({ kind: 'exited', exitCode }),
    };
  }

  #log(line: string): void {
    this.#world.logs.add(this.#logPlace(), line);
  }

  #logPlace() {
    const { name, namespace = '' } = this.#place.pod().metadata;
    return { namespace, pod: name, container: this.#place.container.name };
  }

  #now(): string {
    return timestamp(this.#world.clock.now());
  }
}

function portNames({ spec }: Pod): Map<string, number> {
  const ports = spec.containers.flatMap((container) => container.ports ?? []);
  return new Map(ports.flatMap(({ name, containerPort }) => (name === undefined ? [] : [[name, containerPort]])));
}

function titleOf(kind: ProbeKind): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** The container as the program is to see it: with `$(NAME)` in its command and arguments replaced. */
function withVariables({ command, args, ...rest }: PodContainer, env: Readonly<Record<string, string>>): PodContainer {
  const written = (texts: readonly string[]) => texts.map((text) => expanded(text, env));
  return { ...rest, ...(command === undefined ? {} : { command: written(command) }), ...(args === undefined ? {} : { args: written(args) }) };
}
