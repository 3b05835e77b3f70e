import { isDeepStrictEqual } from 'node:util';
import type { EndpointAddress, EndpointPort, EndpointSubset, Endpoints } from '../objects/endpoints.ts';
import { isReady } from '../objects/pod.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { addressesOf, placeOf, portsOf, reachablePods, targetRefOf } from './reachable-pods.ts';

const managedBy = 'endpoints.kubernetes.io/managed-by';
const headless = 'service.kubernetes.io/headless';

/** What a Service's Endpoints have to be; undefined where they are so. */
export function decideEndpoints(service: Service, pods: readonly Pod[], found: Endpoints | undefined): Endpoints | undefined {
  const { name, namespace = '' } = service.metadata;
  const { clusterIP = '' } = service.spec;
  const labels = { ...service.metadata.labels, ...(clusterIP === '' || clusterIP === 'None' ? { [headless]: '' } : {}), [managedBy]: 'endpoint-controller' };
  const subsets = subsetsOf(service, pods);
  if (found !== undefined && isDeepStrictEqual(found.subsets ?? [], subsets) && isDeepStrictEqual(found.metadata.labels, labels)) {
    return undefined;
  }
  const { subsets: _subsets, ...rest } = found ?? { apiVersion: 'v1', kind: 'Endpoints', metadata: { name, namespace } };
  return { ...rest, metadata: { ...rest.metadata, labels }, ...(subsets.length === 0 ? {} : { subsets }) };
}

function subsetsOf(service: Service, pods: readonly Pod[]): EndpointSubset[] {
  const { publishNotReadyAddresses = false, ports: servicePorts = [], clusterIP } = service.spec;
  const groups = new Map<string, { ports: EndpointPort[]; ready: EndpointAddress[]; notReady: EndpointAddress[] }>();
  for (const pod of reachablePods(service, pods, { withTerminating: publishNotReadyAddresses })) {
    const ports = portsOf(service, pod).map(withoutEmptyName);
    if (ports.length === 0 && !(servicePorts.length === 0 && clusterIP === 'None')) {
      continue;
    }
    const group = groups.get(JSON.stringify(ports)) ?? { ports, ready: [], notReady: [] };
    (publishNotReadyAddresses || isReady(pod) ? group.ready : group.notReady).push({ ip: addressesOf(pod)[0]!, ...placeOf(service, pod), targetRef: targetRefOf(pod) });
    groups.set(JSON.stringify(ports), group);
  }
  return [...groups.values()].map(({ ports, ready, notReady }) => ({
    ...(ready.length === 0 ? {} : { addresses: ready }),
    ...(notReady.length === 0 ? {} : { notReadyAddresses: notReady }),
    ...(ports.length === 0 ? {} : { ports }),
  }));
}

function withoutEmptyName({ name = '', ...port }: EndpointPort): EndpointPort {
  return name === '' ? port : { name, ...port };
}
