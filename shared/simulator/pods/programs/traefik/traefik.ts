import type { RequestListener } from 'node:http';
import type { Program, RunningProgram, StartedContainer } from '../../program.ts';
import { listen } from '../listen.ts';
import type { Configuration } from './configuration.ts';
import { followConfiguration } from './follow-configuration.ts';
import { routingTable } from './routing-table.ts';
import { readArguments } from './static-configuration.ts';
import type { StaticConfiguration } from './static-configuration.ts';
import { TraefikMetrics } from './traefik-metrics.ts';
import { TraefikServer } from './traefik-server.ts';

/** A data plane that routes, splits and counts as Traefik 3.5 does, by IngressRoutes and TraefikServices; what it leaves out, it says in its log. */
export const traefik: Program = { image: 'traefik', start };

async function start({ pod, container: { args = [], command = [] }, kube, network, clock, log }: StartedContainer): Promise<RunningProgram> {
  const told = readArguments([...command.slice(1), ...args]);
  const metrics = new TraefikMetrics();
  const ending = new AbortController();
  let table = routingTable({ routers: [], services: {}, problems: [] });
  const apply = (configuration: Configuration) => {
    table = routingTable(configuration);
    metrics.countReload();
    [...configuration.problems, ...table.problems].forEach((problem) => log(`ERR ${problem}`));
  };
  const server = new TraefikServer({ network, metrics, hostname: pod.metadata.name, table: () => table });
  const running = await listen(listenersOf(told, server), clock);
  log(`INF Traefik serves ${[...told.entryPoints].map(([name, port]) => `${name} on :${port}`).join(', ')}`);
  void followConfiguration({ kube, clock, signal: ending.signal, throttleMs: told.throttleMs, allowCrossNamespace: told.allowCrossNamespace, log: (line) => log(`ERR ${line}`), apply });
  return {
    ports: running.ports,
    async stop(graceMilliseconds) {
      await running.stop(graceMilliseconds);
      ending.abort();
      server.close();
    },
  };
}

function listenersOf({ entryPoints, metricsEntryPoint, pingEntryPoint }: StaticConfiguration, server: TraefikServer): Map<number, RequestListener> {
  return new Map([...entryPoints].map(([name, port]) => [port, server.listener(name, { metrics: name === metricsEntryPoint, ping: name === pingEntryPoint })]));
}
