/** What the API server refuses, leaves alone and calls things: the rules of fake-kube.ts that need no state. */
import { ApiError } from '../../shared/kube/kube.ts';
import type { KubeObject, ObjectReference } from '../../shared/kube/kube.ts';
import * as resources from '../../shared/kube/resources.ts';
import type { Resource } from '../../shared/kube/resources.ts';
import * as simulated from '../../shared/simulator/controllers/objects/resources.ts';
import { ingressRoutes } from '../../shared/simulator/pods/programs/traefik/resources.ts';

export type Stored = KubeObject & { spec?: unknown; status?: unknown };

const known: Resource[] = [...Object.values(resources), ...Object.values(simulated), ingressRoutes];
const withoutStatus: readonly Resource[] = [resources.leases, resources.secrets, resources.configMaps, resources.events, resources.traefikServices, resources.serviceAccounts, simulated.controllerRevisions, simulated.endpoints, simulated.endpointSlices, ingressRoutes];

/** Where an object is stored. */
export function keyOf(resource: Resource, namespace: string | undefined, name: string): string {
  return `${resource.apiVersion}/${resource.plural}/${namespace ?? ''}/${name}`;
}

/** The resource of an object. @throws Error for a kind that our code does not know. */
export function resourceOf({ apiVersion, kind }: KubeObject): Resource {
  const found = known.find((resource) => resource.apiVersion === apiVersion && resource.kind === kind);
  if (found === undefined) {
    throw new Error(`${apiVersion} ${kind} is not in shared/kube/resources.ts: add its line there`);
  }
  return found;
}

/** As the server writes it in messages: `deployments.apps "podinfo"`. */
function titleOf({ resource: { apiVersion, plural }, name }: ObjectReference): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return `${plural}${group} "${name}"`;
}

/** The object with a name of its own, where it asks for one by `generateName`; `number` sets it apart. */
export function withName<T extends KubeObject>(object: T, number: number): T {
  const { name = '', generateName } = object.metadata as T['metadata'] & { generateName?: string };
  return name !== '' || generateName === undefined ? object : { ...object, metadata: { ...object.metadata, name: `${generateName}${number.toString(36).padStart(5, '0')}` } };
}

/** Custom resources and Leases are replaced only by who names the version it has read. */
export function isUnconditional({ apiVersion }: Resource): boolean {
  return !apiVersion.includes('.');
}

/** What a write to the object itself may bring: no status, where that is a subresource. */
export function withoutStatusOf<T extends KubeObject>(resource: Resource, object: T): T {
  const { status, ...rest } = object as T & { status?: unknown };
  return (withoutStatus.includes(resource) || status === undefined ? object : rest) as T;
}

/** What a write to the object, or to one of its subresources, changes; all else stays as it was. */
export function partWritten(resource: Resource, before: Stored, wanted: Stored, subresource: string | undefined): Stored {
  if (subresource === 'status' && withoutStatus.includes(resource)) {
    throw new ApiError(404, 'NotFound', 'the server could not find the requested resource');
  }
  if (subresource === 'status') {
    // The status of a Deployment is written together with its annotations, where its revision stands.
    const metadata = resource === resources.deployments && wanted.metadata.annotations !== undefined ? { ...before.metadata, annotations: wanted.metadata.annotations } : before.metadata;
    return { ...before, metadata, ...(wanted.status === undefined ? {} : { status: wanted.status }) };
  }
  if (subresource === 'scale') {
    return { ...before, spec: { ...(before.spec as object), replicas: (wanted.spec as { replicas?: number }).replicas } };
  }
  return withoutStatus.includes(resource) ? wanted : { ...withoutStatusOf(resource, wanted), ...(before.status === undefined ? {} : { status: before.status }) };
}

/** 404 */
export function notFound(reference: ObjectReference): ApiError {
  return new ApiError(404, 'NotFound', `${titleOf(reference)} not found`);
}

/** 409 */
export function alreadyExists(reference: ObjectReference): ApiError {
  return new ApiError(409, 'AlreadyExists', `${titleOf(reference)} already exists`);
}

/** 409 */
export function conflict(reference: ObjectReference, why = 'the object has been modified; please apply your changes to the latest version and try again'): ApiError {
  return new ApiError(409, 'Conflict', `Operation cannot be fulfilled on ${titleOf(reference)}: ${why}`);
}

/** 422 */
export function needsVersion(reference: ObjectReference): ApiError {
  return new ApiError(422, 'Invalid', `${titleOf(reference)} is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update`);
}
