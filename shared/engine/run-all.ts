import type { Canary } from '../api/canary.ts';
import { watchObjects } from '../kube/cache.ts';
import type { Kube } from '../kube/kube.ts';
import { canaries } from '../kube/resources.ts';
import { pause } from '../time/pause.ts';
import { drive } from './drive.ts';
import { beat } from './runner-heartbeat.ts';

export interface RunAllOptions {
  readonly kube: Kube;
  /** Undefined: all namespaces. */
  readonly namespace?: string | undefined;
  readonly identity: string;
  readonly user: string;
  /** Where it runs; the one in the cluster shows that it is alive, and tidies up after deletions. */
  readonly host: 'operator' | 'cluster';
  /** Begins no analysis itself, but shows what is held, carries on what others began and tidies up. */
  readonly standby: boolean;
  readonly leaseSeconds?: number | undefined;
  readonly signal: AbortSignal;
  log(line: string): void;
}

const restartSeconds = 5;

/** Drives every Canary there is and will be, until the signal ends it. Several of these share the canaries by their Leases. */
export async function runAll(options: RunAllOptions): Promise<void> {
  const { kube, namespace, identity, host, signal, log } = options;
  const running = new Map<string, { uid: string; stop: AbortController; done: Promise<void> }>();
  const start = (canary: Canary) => {
    const key = `${canary.metadata.namespace}/${canary.metadata.name}`;
    const uid = `${canary.metadata.uid}/${canary.spec.provider}/${canary.spec.targetRef.kind}/${canary.spec.targetRef.name}`;
    if (running.get(key)?.uid === uid) {
      return;
    }
    running.get(key)?.stop.abort();
    const stop = new AbortController();
    running.set(key, { uid, stop, done: keepDriving(options, canary, AbortSignal.any([signal, stop.signal])) });
  };
  const cache = watchObjects<Canary>(kube, { resource: canaries, ...(namespace === undefined ? {} : { namespace }) }, {
    signal,
    onChange: (canary, change) => {
      const key = `${canary.metadata.namespace}/${canary.metadata.name}`;
      if (change === 'set') {
        start(canary);
      } else {
        running.get(key)?.stop.abort();
        running.delete(key);
      }
    },
    onError: (error) => log(error.message),
  });
  await cache.synced;
  log(`runs ${cache.list().length} canaries${namespace === undefined ? '' : ` in namespace ${namespace}`}${options.standby ? ', standing by' : ''}`);
  await (host === 'cluster' ? beat(kube, identity, signal) : ended(signal));
  await Promise.allSettled([...running.values()].map(({ done }) => done));
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));
}

/** One canary that cannot be driven must not stop the others; it is tried again. */
async function keepDriving(options: RunAllOptions, canary: Canary, signal: AbortSignal): Promise<void> {
  const { name, namespace = 'default' } = canary.metadata;
  const say = sayOnce((line) => options.log(`${name}.${namespace}: ${line}`));
  while (!signal.aborted) {
    try {
      const { outcome } = await drive({
        kube: options.kube, namespace, name, identity: options.identity, user: options.user, host: options.host, leaseSeconds: options.leaseSeconds,
        signal, begin: !options.standby, idle: 'stay',
        onChange: (_observation, { because }) => say(because),
        onTrouble: (error) => say(error.message),
      });
      if (outcome === 'deleted') {
        return;
      }
    } catch (error) {
      say((error as Error).message);
    }
    await pause(restartSeconds * 1000, signal);
  }
}

function sayOnce(log: (line: string) => void): (line: string) => void {
  let said = '';
  return (line) => {
    if (line !== said) {
      said = line;
      log(line);
    }
  };
}
