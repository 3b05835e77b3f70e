import type { Canary } from '../../shared/api/canary.ts';
import { ApiError } from '../../shared/kube/kube.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { canaries, ingresses, ingressRoutes, services, traefikServices } from '../../shared/kube/resources.ts';
import type { Resource } from '../../shared/kube/resources.ts';
import { observerFor } from '../../shared/metrics/observer-for.ts';
import type { ObservedWorkload } from '../../shared/metrics/observer.ts';
import { findPods } from '../../shared/metrics/scraping/find-pods.ts';
import type { ServicePort } from '../../shared/routing/service-ports.ts';
import { findPrometheus } from './find-prometheus.ts';
import type { Prometheus } from './find-prometheus.ts';
import type { Target } from './target.ts';

/** All of a kind in the target's namespace; `absent`: the cluster does not have that kind, `unknown`: this user may not read it. */
export type Found<T> = readonly T[] | 'absent' | 'unknown';

export interface Service extends KubeObject {
  spec?: { selector?: Record<string, string>; ports?: ServicePort[] };
}

/** One place that requests are sent to, in an IngressRoute or a TraefikService. */
export interface Backend {
  name?: string;
  kind?: string;
  namespace?: string;
  port?: number | string;
}

export interface IngressRoute extends KubeObject {
  spec?: { routes?: { match?: string; services?: Backend[] }[] };
}

export interface TraefikService extends KubeObject {
  spec?: { weighted?: { services?: Backend[] }; mirroring?: Backend };
}

export interface Ingress extends KubeObject {
  spec?: { defaultBackend?: IngressBackend; rules?: { http?: { paths?: { backend?: IngressBackend }[] } }[] };
}

interface IngressBackend {
  service?: { name?: string };
}

/** All places that an Ingress sends requests to. */
export function backendsOf({ spec = {} }: Ingress): IngressBackend[] {
  return [spec.defaultBackend, ...(spec.rules ?? []).flatMap(({ http }) => (http?.paths ?? []).map(({ backend }) => backend))].filter((each) => each !== undefined);
}

/** What stands around a workload, and decides what its Canary should say. */
export interface Surroundings {
  readonly canaries: Found<Canary>;
  readonly services: Found<Service>;
  readonly ingressRoutes: Found<IngressRoute>;
  readonly traefikServices: Found<TraefikService>;
  readonly ingresses: Found<Ingress>;
  /** Those that look like a Prometheus, each with what it knows about Traefik. */
  readonly prometheus: readonly Prometheus[];
  /** Pods of Traefik whose /metrics could be read instead; undefined where this user may not look for them. */
  readonly traefikPods: number | undefined;
}

/** Traefik counts for all workloads in the same pods. */
const anyWorkload: ObservedWorkload = { namespace: '', canaryName: '', target: '', canaryWorkload: '', service: '', canaryService: '', port: 0, ingress: '' };

/** Reads it all at once. @throws Unreachable; ApiError where the API server fails. */
export async function readSurroundings(kube: Kube, { namespace }: Target): Promise<Surroundings> {
  const [ours, apexes, routes, weighted, others, prometheus, traefikPods] = await Promise.all([
    list<Canary>(kube, canaries, namespace),
    list<Service>(kube, services, namespace),
    list<IngressRoute>(kube, ingressRoutes, namespace),
    list<TraefikService>(kube, traefikServices, namespace),
    list<Ingress>(kube, ingresses, namespace),
    findPrometheus(kube, namespace),
    countTraefikPods(kube),
  ]);
  return { canaries: ours, services: apexes, ingressRoutes: routes, traefikServices: weighted, ingresses: others, prometheus, traefikPods };
}

async function list<T extends KubeObject>(kube: Kube, resource: Resource, namespace: string): Promise<Found<T>> {
  try {
    return (await kube.list<T>({ resource, namespace })).items;
  } catch (error) {
    return unlessReadable(error);
  }
}

/** Of a kind that the cluster does not have it answers 404. */
function unlessReadable(error: unknown): 'absent' | 'unknown' {
  if (error instanceof ApiError && [401, 403, 404].includes(error.code)) {
    return error.code === 404 ? 'absent' : 'unknown';
  }
  throw error;
}

async function countTraefikPods(kube: Kube): Promise<number | undefined> {
  try {
    return (await findPods(kube, observerFor('traefik')!.pods(anyWorkload))).length;
  } catch (error) {
    unlessReadable(error);
    return undefined;
  }
}
