import type { Canary } from '../api/canary.ts';
import { canaryLabel } from '../api/annotations.ts';
import { Failure } from '../errors.ts';
import { watchObjects } from '../kube/cache.ts';
import type { Cache } from '../kube/cache.ts';
import { isStatus } from '../kube/kube.ts';
import type { Kube, KubeObject, ObjectReference } from '../kube/kube.ts';
import { canaries, services } from '../kube/resources.ts';
import type { Resource } from '../kube/resources.ts';
import type { Found, Route, Router } from '../routing/router.ts';
import { routerOf } from '../routing/router-for.ts';
import { routeOf } from '../routing/route-of.ts';
import { canaryWorkloadName } from '../workloads/canary-workload.ts';
import type { WorkloadKind } from '../workloads/workload.ts';
import { workloadFor, workloadKinds } from '../workloads/workload-for.ts';

/** Everything a driver looks at for one Canary, kept current by watches on single names (or our own label), never on a whole namespace. */
export interface Sources {
  readonly canary: Canary | undefined;
  readonly kind: WorkloadKind;
  readonly router: Router;
  readonly route: Route;
  readonly target: KubeObject | undefined;
  readonly canaryWorkload: KubeObject | undefined;
  service(name: string): KubeObject | undefined;
  readonly found: Found;
  /** The Canary names other objects by now than those that are watched: close these sources, and open others. */
  readonly isOutdated: boolean;
  close(): void;
  /** Takes over the answer of our own write. */
  accept(object: KubeObject): void;
}

export interface SourcesOptions {
  readonly kube: Kube;
  readonly namespace: string;
  readonly name: string;
  readonly signal: AbortSignal;
  onChange(): void;
}

/**
 * Opens the watches and waits for their first lists.
 * @throws Failure where there is no such Canary, or its target's kind or router is unknown or not installed.
 */
export async function openSources({ kube, namespace, name, signal: whole, onChange }: SourcesOptions): Promise<Sources> {
  const closing = new AbortController();
  const signal = AbortSignal.any([whole, closing.signal]);
  const watched: Watched[] = [];
  const watch = (reference: ObjectReference) => {
    const { resource, name: objectName } = reference;
    const cache = watchObjects<KubeObject>(kube, { resource, ...(reference.namespace === undefined ? {} : { namespace: reference.namespace }), fieldSelector: `metadata.name=${objectName}` }, { signal, onChange });
    watched.push({ cache, resource, has: (object) => object.kind === resource.kind && object.metadata.name === objectName });
    return () => cache.get(reference.namespace, objectName);
  };
  const canary = watch({ resource: canaries, namespace, name }) as () => Canary | undefined;
  await Promise.all(watched.map(({ cache }) => cache.synced));
  const first = canary();
  if (first === undefined) {
    throw new Failure('notFound', `canary ${name} does not exist in namespace ${namespace}`, { next: `list them with "kubectl canary list -n ${namespace}"` });
  }
  const kind = kindOf(first);
  const router = routerOf(first);
  const route = routeOf(first);
  const target = watch({ resource: kind.resource, namespace, name: first.spec.targetRef.name });
  const canaryWorkload = watch({ resource: kind.resource, namespace, name: canaryWorkloadName(first.spec.targetRef.name) });
  const routing = Object.entries(router.objects(route)).map(([role, reference]) => ({ role, read: watch(reference) }));
  const ours = watchObjects(kube, { resource: services, namespace, labelSelector: `${canaryLabel}=${name}` }, { signal, onChange });
  watched.push({ cache: ours, resource: services, has: ({ kind: objectKind, metadata }) => objectKind === services.kind && metadata.labels?.[canaryLabel] === name });
  const [foundApex] = await Promise.all([kube.get({ resource: services, namespace, name: route.apex }), ...watched.map((each) => firstList(each, first))]);
  let usersApex = foundApex;
  return {
    get canary() {
      return canary();
    },
    kind,
    router,
    get route() {
      return routeOf(canary() ?? first);
    },
    get target() {
      return target();
    },
    get canaryWorkload() {
      return canaryWorkload();
    },
    service: (serviceName) => ours.get(namespace, serviceName) ?? (serviceName === route.apex && !isMadeBy(first, usersApex) ? usersApex : undefined),
    get found() {
      return Object.fromEntries(routing.map(({ role, read }) => [role, read()]));
    },
    get isOutdated() {
      return namesOf(canary() ?? first) !== namesOf(first);
    },
    close: () => closing.abort(),
    accept(object) {
      watched.find(({ has }) => has(object))?.cache.accept(object);
      if (object.kind === services.kind && object.metadata.name === route.apex) {
        usersApex = object;
      }
    },
  };
}

/** A cache, and which objects are in its selection. */
interface Watched {
  readonly cache: Cache<KubeObject>;
  readonly resource: Resource;
  has(object: KubeObject): boolean;
}

/** Ours are watched by their label: one that is gone must not be taken for there. */
function isMadeBy({ metadata }: Canary, service: KubeObject | undefined): boolean {
  return service?.metadata.labels?.[canaryLabel] === metadata.name;
}

/** All that decides which objects are looked at. */
function namesOf({ spec: { provider, targetRef: { kind, name }, service } }: Canary): string {
  return JSON.stringify([provider, kind, name, service?.name]);
}

/** A kind that the cluster does not have keeps a Canary from working, but not from being removed. */
async function firstList({ cache, resource: { apiVersion, plural } }: Watched, canary: Canary): Promise<void> {
  try {
    await cache.synced;
  } catch (error) {
    if (!isStatus(error, 404)) {
      throw error;
    }
    if (canary.metadata.deletionTimestamp === undefined) {
      throw new Failure('refused', `provider ${canary.spec.provider} of canary ${canary.metadata.name} needs ${plural} of ${apiVersion}, which this cluster does not have`, { next: 'install its CustomResourceDefinitions, or choose another spec.provider', cause: error });
    }
  }
}

function kindOf(canary: Canary): WorkloadKind {
  const kind = workloadFor(canary.spec.targetRef.kind);
  if (kind === undefined) {
    throw new Failure('refused', `spec.targetRef.kind of canary ${canary.metadata.name} is ${canary.spec.targetRef.kind}`, { next: `it can be ${workloadKinds.join(', ')}` });
  }
  return kind;
}
