import type { KubeObject } from '../../kube/kube.ts';
import { traefikServices } from '../../kube/resources.ts';
import { isMarked, markedMetadata, releasedMetadata, rememberedSpec } from '../ownership.ts';
import type { Found, Route, Router } from '../router.ts';
import type { Weights } from '../weights.ts';
import { weightsFor } from '../weights.ts';

/** One service of a weighted TraefikService, as far as we read it; all its other fields travel along. */
interface Entry {
  name: string;
  kind?: string;
  namespace?: string;
  port?: number | string;
  /** 1 where it is absent. */
  weight?: number;
  /** True: through the Service's cluster IP instead of its endpoints. */
  nativeLB?: boolean;
  scheme?: string;
  [field: string]: unknown;
}

interface TraefikService extends KubeObject {
  spec: { weighted?: { services?: Entry[]; [field: string]: unknown }; [field: string]: unknown };
}

/** Traefik Proxy (traefik.io/v1alpha1): a weighted TraefikService named like the apex Service, to which the user's IngressRoute refers. */
export const traefik: Router = {
  name: 'traefik',
  supports: { weights: true, headerMatch: false, mirror: false, sessionAffinity: false },
  honours: [],
  resources: [traefikServices],
  settleSeconds: 3,
  objects: ({ namespace, apex }) => ({ weighted: { resource: traefikServices, namespace, name: apex } }),
  weights(route, found) {
    const entries = entriesOf(found);
    const isOurs = entries.length > 0 && entries.every((entry) => leadsTo(route, entry, route.primary) || leadsTo(route, entry, route.canaryService));
    return isOurs ? shares(weightOf(route, entries, route.primary), weightOf(route, entries, route.canaryService)) : undefined;
  },
  render(route, weights, found) {
    const existing = objectOf(found);
    const adopts = existing !== undefined && !isMarked(existing) && !entriesOf(found).some((entry) => leadsToOurs(route, entry));
    const object: TraefikService = {
      ...existing,
      apiVersion: traefikServices.apiVersion,
      kind: traefikServices.kind,
      metadata: markedMetadata(route, existing, { name: route.apex, adopts }),
      spec: withEntries(existing, weightedEntries(route, weights, entriesOf(found))),
    };
    return [{ resource: traefikServices, object }];
  },
  release(route, found) {
    const existing = objectOf(found);
    if (existing === undefined || !(isMarked(existing) || entriesOf(found).some((entry) => leadsToOurs(route, entry)))) {
      return [];
    }
    const { nativeLB: _ours, ...like } = likeness(route, entriesOf(found), route.primary);
    const spec = rememberedSpec(existing) ?? withEntries(existing, [{ ...like, name: route.apex, kind: 'Service', port: route.port, weight: 100 }]);
    return [{ resource: traefikServices, object: { ...existing, metadata: releasedMetadata(route, existing), spec } as KubeObject }];
  },
  /** A TraefikService has no status: Traefik's log alone would tell. */
  refusal: () => undefined,
};

function objectOf(found: Found): TraefikService | undefined {
  return found['weighted'] as TraefikService | undefined;
}

function entriesOf(found: Found): Entry[] {
  return objectOf(found)?.spec?.weighted?.services ?? [];
}

function leadsTo({ namespace }: Route, entry: Entry, service: string): boolean {
  return entry.name === service && (entry.kind ?? 'Service') === 'Service' && (entry.namespace ?? namespace) === namespace;
}

function leadsToOurs(route: Route, entry: Entry): boolean {
  return leadsTo(route, entry, route.primary) || leadsTo(route, entry, route.canaryService);
}

function weightOf(route: Route, entries: readonly Entry[], service: string): number {
  const entry = entries.find((each) => leadsTo(route, each, service));
  return entry === undefined ? 0 : entry.weight ?? 1;
}

/** Whoever else wrote weights may have meant parts, not percents. */
function shares(primary: number, canary: number): Weights | undefined {
  const total = primary + canary;
  return total === 0 ? undefined : weightsFor(Math.round((100 * canary) / total));
}

function withEntries(existing: TraefikService | undefined, services: Entry[]): TraefikService['spec'] {
  return { ...existing?.spec, weighted: { ...existing?.spec?.weighted, services } };
}

/**
 * Whoever gets no traffic is left out: Traefik gives a whole TraefikService up, stable pods and all, while one of its Services has no
 * endpoints, and before and after an analysis the canary has none. For the same reason the canary is reached through its cluster IP:
 * should its pods fail, only its own share of the requests does.
 */
function weightedEntries(route: Route, { primary, canary }: Weights, entries: readonly Entry[]): Entry[] {
  const entry = (name: string, weight: number): Entry => ({ ...likeness(route, entries, name), name, kind: 'Service', port: route.port, weight });
  const toCanary = entry(route.canaryService, canary);
  return [
    ...(primary > 0 ? [entry(route.primary, primary)] : []),
    ...(canary > 0 ? [hasClusterIp(route, toCanary) ? { nativeLB: true, ...toCanary } : toCanary] : []),
  ];
}

/** A headless Service has no cluster IP; and all requests of HTTP/2 without TLS would go through one connection, to one pod. */
function hasClusterIp({ canary }: Route, { scheme }: Entry): boolean {
  return canary.spec.service?.headless !== true && scheme !== 'h2c';
}

/** Everything else that is said of how a Service is reached; what is new follows its neighbour, or the apex entry in whose place it comes. */
function likeness(route: Route, entries: readonly Entry[], service: string): Partial<Entry> {
  const { namespace: _always, ...own } = entries.find((entry) => leadsTo(route, entry, service)) ?? neighbour(route, entries);
  return own;
}

/** Without nativeLB where it is the canary's: that one is ours. */
function neighbour(route: Route, entries: readonly Entry[]): Partial<Entry> {
  const { nativeLB: _ours, ...canary } = entries.find((entry) => leadsTo(route, entry, route.canaryService)) ?? {};
  return entries.find((entry) => leadsTo(route, entry, route.primary) || leadsTo(route, entry, route.apex)) ?? canary;
}
