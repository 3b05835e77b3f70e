import { isDeepStrictEqual } from 'node:util';
import type { Endpoint, EndpointPort, EndpointSlice } from '../objects/endpoints.ts';
import { olderFirst } from '../objects/older-first.ts';
import { isReady, isTerminating } from '../objects/pod.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { controllerRef, isControlledBy } from '../ownership/controller-ref.ts';
import { addressesOf, placeOf, portsOf, reachablePods, targetRefOf } from './reachable-pods.ts';

export const serviceName = 'kubernetes.io/service-name';
export const managedBy = 'endpointslice.kubernetes.io/managed-by';
export const sliceManager = 'endpointslice-controller.k8s.io';
const headless = 'service.kubernetes.io/headless';
const mostEndpoints = 100;

export interface SliceChanges {
  readonly create: readonly EndpointSlice[];
  readonly update: readonly EndpointSlice[];
  readonly remove: readonly EndpointSlice[];
}

/** Pods that serve the Service on the same ports. */
interface Group {
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}

/** How a Service's slices have to change: one per hundred pods with the same ports, and an empty one where there are no pods. */
export function decideSlices(service: Service, pods: readonly Pod[], slices: readonly EndpointSlice[]): SliceChanges {
  const wanted = groupsOf(service, pods).flatMap(({ ports, endpoints }) => inParts(endpoints).map((part) => ({ ports, endpoints: part })));
  const known = [...slices].sort(olderFirst).filter((slice) => isControlledBy(slice, service));
  const used = new Set<EndpointSlice>();
  const [create, update]: [EndpointSlice[], EndpointSlice[]] = [[], []];
  for (const { ports, endpoints } of wanted.length === 0 ? [{ ports: [], endpoints: [] }] : wanted) {
    const found = known.find((slice) => !used.has(slice) && isDeepStrictEqual(slice.ports ?? [], ports));
    const next = sliceOf(service, found, ports, endpoints);
    if (found === undefined) {
      create.push(next);
      continue;
    }
    used.add(found);
    if (!isDeepStrictEqual(next.endpoints, found.endpoints ?? []) || !isDeepStrictEqual(next.metadata.labels, found.metadata.labels)) {
      update.push(next);
    }
  }
  return { create, update, remove: slices.filter((slice) => !used.has(slice)) };
}

function groupsOf(service: Service, pods: readonly Pod[]): Group[] {
  const groups = new Map<string, { ports: EndpointPort[]; endpoints: Endpoint[] }>();
  for (const pod of reachablePods(service, pods, { withTerminating: true })) {
    const ports = portsOf(service, pod);
    const group = groups.get(JSON.stringify(ports)) ?? { ports, endpoints: [] };
    group.endpoints.push(endpointOf(service, pod));
    groups.set(JSON.stringify(ports), group);
  }
  return [...groups.values()];
}

/** A pod that is being deleted is not ready, but may still serve. */
function endpointOf(service: Service, pod: Pod): Endpoint {
  const [serving, terminating] = [isReady(pod), isTerminating(pod)];
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating);
  return { addresses: addressesOf(pod), conditions: { ready, serving, terminating }, targetRef: targetRefOf(pod), ...placeOf(service, pod) };
}

function inParts(endpoints: readonly Endpoint[]): (readonly Endpoint[])[] {
  return Array.from({ length: Math.ceil(endpoints.length / mostEndpoints) }, (_, index) => endpoints.slice(index * mostEndpoints, (index + 1) * mostEndpoints));
}

function sliceOf(service: Service, found: EndpointSlice | undefined, ports: readonly EndpointPort[], endpoints: readonly Endpoint[]): EndpointSlice {
  const { name, namespace = '', labels } = service.metadata;
  const hasIP = service.spec.clusterIP !== undefined && service.spec.clusterIP !== '' && service.spec.clusterIP !== 'None';
  const metadata = found?.metadata ?? { name: '', generateName: `${name}-`, namespace, ownerReferences: [controllerRef(service)] };
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...metadata, labels: { ...labels, ...(hasIP ? {} : { [headless]: '' }), [serviceName]: name, [managedBy]: sliceManager } },
    addressType: 'IPv4',
    endpoints,
    ports,
  };
}
