import type { Canary } from '../shared/api/canary.ts';
import { watchObjects } from '../shared/kube/cache.ts';
import type { Kube } from '../shared/kube/kube.ts';
import { canaries } from '../shared/kube/resources.ts';
import type { Clock } from '../shared/time/clock.ts';
import { factsOf } from './certificates/certificate-facts.ts';
import { issueAuthority } from './certificates/issue.ts';
import { keepCurrent } from './certificates/keep-current.ts';
import { handlerFor } from './handler-for.ts';
import { createServer } from './server.ts';
import { hostsOf } from './settings.ts';
import type { Settings } from './settings.ts';
import { createMetrics } from './webhook-metrics.ts';

export interface StartOptions {
  readonly kube: Kube;
  readonly settings: Settings;
  /** Address to listen on. */
  readonly host: string;
  readonly clock: Clock;
  log(line: string): void;
}

export interface Webhook {
  readonly port: number;
  /** Rejects where the webhook can never do its work, such as for lack of a permission. */
  readonly failed: Promise<never>;
  /** Turns unready, goes on answering for a moment, no longer than it is given, then ends. */
  stop(graceMs?: number): Promise<void>;
}

/** Until the last client has heard that this replica is going. */
const drainMs = 2000;

/** Starts to listen at once; it is ready when it knows all Canaries and has a certificate that clients trust. */
export async function startWebhook({ kube, settings, host, clock, log }: StartOptions): Promise<Webhook> {
  const ending = new AbortController();
  const { signal } = ending;
  const state = { isStopping: false, expiry: undefined as Date | undefined };
  const onError = (error: Error) => log(`watching canaries: ${error.message}; trying again`);
  const cache = watchObjects<Canary>(kube, { resource: canaries }, { signal, onError });
  const server = createServer({
    // Nobody trusts it. With it the probes hear why this replica is not ready yet.
    certificate: await issueAuthority(clock.now()),
    sight: { canaries: () => cache.list(), kube, now: () => clock.now() },
    metrics: createMetrics(() => state.expiry),
    clock, log, handlerFor,
    isStopping: () => state.isStopping,
    notReady: () => [
      ...(state.isStopping ? ['stopping'] : []),
      ...(cache.isSynced ? [] : ['canaries are not known yet']),
      ...(state.expiry === undefined ? ['there is no certificate yet'] : []),
    ],
  });
  const port = await server.listen(settings.port, host);
  log(`listening on port ${port}`);
  const keeping = keepCurrent({
    kube, clock, signal, log,
    namespace: settings.namespace,
    hosts: hostsOf(settings),
    serve(pair) {
      server.serve(pair);
      state.expiry = factsOf(pair.certificate).until;
      log(`certificate valid until ${state.expiry.toISOString()}`);
    },
  });
  return {
    port,
    failed: firstFailure([cache.synced, keeping], signal),
    async stop(graceMs = drainMs) {
      state.isStopping = true;
      if (graceMs > 0) {
        await new Promise<void>((resolve) => clock.after(Math.min(drainMs, graceMs), resolve));
      }
      ending.abort();
      await server.close();
    },
  };
}

/** Never settles as long as all goes well, nor because of the end. */
function firstFailure(tasks: readonly Promise<void>[], signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    for (const task of tasks) {
      task.catch((error: Error) => (signal.aborted ? undefined : reject(error)));
    }
  });
}
