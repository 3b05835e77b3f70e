import type { Clock } from '../../../time/clock.ts';
import type { Program, RunningProgram, StartedContainer } from '../program.ts';
import { listen } from './listen.ts';
import { PodinfoServer } from './podinfo-server.ts';
import { behaviourOf } from './podinfo-behaviour.ts';
import type { Fault } from './podinfo-behaviour.ts';

export interface Podinfo {
  readonly program: Program;
  /** Adds to how a version behaves, in all pods of it that run or will; an empty fault ends that. */
  inject(version: string, fault: Fault): void;
}

const usualPort = 9898;
const crashLaterMs = 10_000;

/** The demo app: a small web server that says which version it is, and may be told to fail by its image's tag or while it runs. */
export function createPodinfo(): Podinfo {
  const faults = new Map<string, Fault>();
  return {
    program: { image: 'podinfo', start: (container) => start(container, (version) => faults.get(version) ?? {}) },
    inject: (version, fault) => void faults.set(version, fault),
  };
}

async function start(container: StartedContainer, faultOf: (version: string) => Fault): Promise<RunningProgram> {
  const behaviour = behaviourOf(container.tag, container.env);
  const log = (level: string, msg: string, more: object = {}) => container.log(JSON.stringify({ level, ts: container.clock.now().toISOString(), msg, ...more }));
  log('info', 'Starting podinfo', { version: behaviour.version });
  if (behaviour.crashes === 'at-once') {
    throw new Error(JSON.stringify({ level: 'fatal', ts: container.clock.now().toISOString(), msg: 'Server crashed', version: behaviour.version }));
  }
  const server = new PodinfoServer({ hostname: container.pod.metadata.name, behaviour, fault: () => faultOf(behaviour.version), exit: (code) => exit(code) });
  const ports = portsOf(container);
  const running = await listen(new Map(ports.map((port) => [port, server.listener])), container.clock);
  ports.forEach((port) => log('info', 'Starting HTTP Server.', { addr: `:${port}` }));
  const callOff = behaviour.crashes === 'later' ? crashLater(container.clock, () => exit(1)) : () => undefined;
  const exit = (code: number) => {
    log('fatal', 'Server crashed', { version: behaviour.version });
    container.exited(code);
  };
  return {
    ports: running.ports,
    async stop(graceMilliseconds) {
      callOff();
      await running.stop(graceMilliseconds);
    },
  };
}

function crashLater(clock: Clock, exit: () => void): () => void {
  return clock.after(crashLaterMs, exit, { unref: true });
}

/** What the manifest declares, and what the command line says as the real one's does. */
function portsOf({ container: { ports = [], command = [], args = [] } }: StartedContainer): number[] {
  const declared = ports.map(({ containerPort }) => containerPort);
  const said = [...command, ...args].flatMap((text) => /^--port(?:-metrics)?=(\d+)$/.exec(text)?.[1] ?? []).map(Number);
  const all = [...new Set([...declared, ...said])];
  return all.length === 0 ? [usualPort] : all;
}
