/** The Services of a Canary: apex (what clients call), -primary (the stable pods) and -canary (the new version's). */
import { isDeepStrictEqual } from 'node:util';
import { canaryLabel, heldBy } from '../api/annotations.ts';
import { Failure } from '../errors.ts';
import { isStatus, referenceOf } from '../kube/kube.ts';
import type { Kube, KubeObject } from '../kube/kube.ts';
import { services as serviceResource } from '../kube/resources.ts';
import { canaryWorkloadName } from '../workloads/canary-workload.ts';
import { canarySelector } from '../workloads/selector-label.ts';
import type { WorkloadKind } from '../workloads/workload.ts';
import { ownersOf } from './ownership.ts';
import type { Route } from './router.ts';
import { servicePorts } from './service-ports.ts';
import type { ServicePort } from './service-ports.ts';

/** The Services as they are now; absent ones undefined. */
export interface FoundServices {
  readonly apex: KubeObject | undefined;
  readonly primary: KubeObject | undefined;
  readonly canary: KubeObject | undefined;
}

interface Service extends KubeObject {
  spec: { ports?: ServicePort[]; [field: string]: unknown };
}

type Role = keyof FoundServices;

/** Whether a Service is missing, or one of ours differs from what the spec asks for. */
export function needsServices(route: Route, target: KubeObject, kind: WorkloadKind, found: FoundServices): boolean {
  return renderServices(route, target, kind, found).some(({ role, service }) => !isDeepStrictEqual(service, found[role]));
}

/**
 * Makes what is missing, changes what is ours and differs, and returns what it wrote.
 * @throws Failure where somebody else's Service has the name that ours must have.
 */
export async function writeServices(kube: Kube, route: Route, target: KubeObject, kind: WorkloadKind, found: FoundServices): Promise<KubeObject[]> {
  const written: KubeObject[] = [];
  for (const { role, service } of renderServices(route, target, kind, found)) {
    if (found[role] === undefined) {
      written.push(await create(kube, route, role, service));
    } else if (!isOurs(route, found[role])) {
      throw taken(found[role]);
    } else if (!isDeepStrictEqual(service, found[role])) {
      written.push(await kube.replace(serviceResource, service));
    }
  }
  return written;
}

/** The Services as they must be. The user's own apex Service is none of them: it is never changed. */
export function renderServices(route: Route, target: KubeObject, kind: WorkloadKind, found: FoundServices): { role: Role; service: KubeObject }[] {
  const roles: Role[] = ['canary', 'primary', 'apex'];
  return roles.filter((role) => role !== 'apex' || found.apex === undefined || isOurs(route, found.apex)).map((role) => ({ role, service: render(route, target, kind, role, found[role] as Service | undefined) }));
}

function isOurs({ canary }: Route, service: KubeObject): boolean {
  return service.metadata.labels?.[canaryLabel] === canary.metadata.name;
}

function render(route: Route, target: KubeObject, kind: WorkloadKind, role: Role, existing: Service | undefined): Service {
  const { canary, namespace } = route;
  const { [role]: asked = {}, headless, trafficDistribution } = canary.spec.service ?? {};
  const { trafficDistribution: _before, ...spec } = existing?.spec ?? { type: 'ClusterIP', ...(headless === true ? { clusterIP: 'None' } : {}) };
  const annotations = { ...existing?.metadata.annotations, ...asked.annotations };
  return {
    ...existing,
    apiVersion: serviceResource.apiVersion,
    kind: serviceResource.kind,
    metadata: {
      ...existing?.metadata,
      name: nameOf(route, role),
      namespace,
      labels: { ...existing?.metadata.labels, ...asked.labels, [canaryLabel]: canary.metadata.name },
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      ownerReferences: ownersOf(route, existing),
    },
    spec: {
      ...spec,
      ...(trafficDistribution === undefined ? {} : { trafficDistribution }),
      selector: selectorOf(target, kind, role),
      ports: servicePorts(route, kind.template(target), { existing: existing?.spec?.ports ?? [], keepsAll: role !== 'canary' && isHeld(target) }),
    },
  };
}

function nameOf(route: Route, role: Role): string {
  return { apex: route.apex, primary: route.primary, canary: route.canaryService }[role];
}

function selectorOf(target: KubeObject, kind: WorkloadKind, role: Role): Record<string, string> {
  const stable = kind.selector(target);
  return role === 'canary' ? canarySelector(stable, canaryWorkloadName(target.metadata.name)) : stable;
}

/** While a change is held, the template is not the one that the stable pods run. */
function isHeld(target: KubeObject): boolean {
  return target.metadata.annotations?.[heldBy] !== undefined;
}

/** Somebody else's apex Service that came meanwhile serves as well as ours; the other two names are ours alone. */
async function create(kube: Kube, route: Route, role: Role, service: KubeObject): Promise<KubeObject> {
  try {
    return await kube.create(serviceResource, service);
  } catch (error) {
    const found = isStatus(error, 409) ? await kube.get(referenceOf(serviceResource, service)) : undefined;
    if (found === undefined) {
      throw error;
    }
    if (role === 'apex' || isOurs(route, found)) {
      return found;
    }
    throw taken(found);
  }
}

function taken({ metadata: { name, namespace } }: KubeObject): Failure {
  return new Failure('refused', `service ${name} in namespace ${namespace} is not ours, and the canary needs that name`, { next: 'delete it, or choose another spec.service.name' });
}
