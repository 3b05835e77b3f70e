import type { AddressInfo } from 'node:net';
import type { Program, RunningProgram, StartedContainer } from '../../shared/simulator/pods/program.ts';
import { readSettings } from '../../webhook/settings.ts';
import { startWebhook } from '../../webhook/start-webhook.ts';
import { createLoadtester } from '../loadtester/server.ts';

/** The product's own image: webhook or load tester, by command and arguments as manifests have them. */
export const productProgram: Program = {
  image: 'kubectl-canary',
  start: (started) => (isWebhook(started) ? webhook(started) : loadtester(started)),
};

function isWebhook({ container: { command = [] } }: StartedContainer): boolean {
  return command.some((word) => word.endsWith('webhook/main.js'));
}

async function webhook({ kube, clock, log, container: { args = [], ports = [] }, env, exited }: StartedContainer): Promise<RunningProgram> {
  const running = await startWebhook({ kube, settings: { ...readSettings(args, env), port: 0 }, host: '127.0.0.1', clock, log });
  running.failed.catch((error: Error) => {
    log(`error: ${error.message}`);
    exited(1);
  });
  return { ports: new Map([[ports[0]?.containerPort ?? 8443, running.port]]), stop: (graceMs) => running.stop(graceMs) };
}

async function loadtester({ log, container: { ports = [] } }: StartedContainer): Promise<RunningProgram> {
  const app = createLoadtester({ timeoutMs: 3_600_000, allowExec: false, namespaces: undefined, log });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { ports: new Map([[ports[0]?.containerPort ?? 8080, (app.server.address() as AddressInfo).port]]), stop: async () => await app.close() };
}
