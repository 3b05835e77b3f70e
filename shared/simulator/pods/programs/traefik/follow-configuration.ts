import { isDeepStrictEqual } from 'node:util';
import { watchObjects } from '../../../../kube/cache.ts';
import type { Kube, KubeObject } from '../../../../kube/kube.ts';
import { services, traefikServices } from '../../../../kube/resources.ts';
import type { Resource } from '../../../../kube/resources.ts';
import type { Clock } from '../../../../time/clock.ts';
import { endpointSlices } from '../../../controllers/objects/resources.ts';
import { pauseByClock } from '../../clock-pause.ts';
import { configurationOf } from './configuration.ts';
import type { Configuration, ConfigurationObjects } from './configuration.ts';
import { ingressRoutes } from './resources.ts';
import type { EndpointSlice, IngressRoute, Service, TraefikService } from './resources.ts';

export interface Following {
  readonly kube: Kube;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly throttleMs: number;
  readonly allowCrossNamespace: boolean;
  log(line: string): void;
  /** Called with each configuration that differs from the one before. */
  apply(configuration: Configuration): void;
}

const retryMs = 1000;

/** Follows the objects that say how to route, until the signal. What changes takes effect a moment later, together with what else has changed by then. */
export async function followConfiguration(following: Following): Promise<void> {
  const { clock, signal, throttleMs, apply } = following;
  let change = Promise.withResolvers<void>();
  const wake = () => change.resolve();
  signal.addEventListener('abort', wake, { once: true });
  const read = await readerOf(following, wake);
  let last: Configuration | undefined;
  while (!signal.aborted) {
    change = Promise.withResolvers<void>();
    const configuration = configurationOf(read(), following);
    if (!isDeepStrictEqual(configuration, last)) {
      last = configuration;
      apply(configuration);
    }
    await change.promise;
    await pauseByClock(clock, throttleMs, signal);
  }
}

/** Reads all objects as they are known just now; it is there when all of them are known. */
async function readerOf(following: Following, onChange: () => void): Promise<() => ConfigurationObjects> {
  const [routes, traefik, all, slices] = await Promise.all([
    known<IngressRoute>(following, ingressRoutes, onChange),
    known<TraefikService>(following, traefikServices, onChange),
    known<Service>(following, services, onChange),
    known<EndpointSlice>(following, endpointSlices, onChange),
  ]);
  return () => ({ ingressRoutes: routes(), traefikServices: traefik(), services: all(), endpointSlices: slices() });
}

/** Traefik's own kinds may come to be after it, and so may its rights. */
async function known<T extends KubeObject>({ kube, clock, signal, log }: Following, resource: Resource, onChange: () => void): Promise<() => T[]> {
  while (!signal.aborted) {
    const cache = watchObjects<T>(kube, { resource }, { signal, onChange });
    try {
      await cache.synced;
      return () => cache.list();
    } catch (error) {
      log(`error while watching ${resource.plural}: ${(error as Error).message}`);
      await pauseByClock(clock, retryMs, signal);
    }
  }
  return () => [];
}
