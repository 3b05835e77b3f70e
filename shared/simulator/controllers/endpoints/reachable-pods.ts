import { hasLabels } from '../objects/label-selector.ts';
import type { EndpointPort, TargetRef } from '../objects/endpoints.ts';
import { olderFirst } from '../objects/older-first.ts';
import { isTerminal, isTerminating } from '../objects/pod.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service, ServicePort } from '../objects/service.ts';

/** Whether a Service's endpoints are worked out by a controller: without a selector somebody else names them. */
export function hasSelectedPods({ spec }: Service): boolean {
  return spec.type !== 'ExternalName' && spec.selector !== undefined;
}

/** The pods behind a Service that have an address, the oldest first; those being deleted only where they are asked for. */
export function reachablePods({ metadata, spec }: Service, pods: readonly Pod[], { withTerminating }: { withTerminating: boolean }): Pod[] {
  return pods
    .filter((pod) => pod.metadata.namespace === metadata.namespace && hasLabels(pod.metadata.labels, spec.selector ?? {}))
    .filter((pod) => addressesOf(pod).length > 0 && !isTerminal(pod) && (withTerminating || !isTerminating(pod)))
    .sort(olderFirst);
}

/** Its IPv4 addresses. */
export function addressesOf({ status }: Pod): string[] {
  const all = status?.podIPs?.map(({ ip }) => ip) ?? [status?.podIP ?? ''];
  return all.filter((ip) => ip !== '' && !ip.includes(':'));
}

/** The Service's ports as this pod serves them; one whose name no container knows is left out. */
export function portsOf({ spec }: Service, pod: Pod): EndpointPort[] {
  return (spec.ports ?? []).flatMap((servicePort) => {
    const { name = '', protocol = 'TCP', appProtocol } = servicePort;
    const port = targetPort(pod, servicePort);
    return port === undefined ? [] : [{ name, port, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) }];
  });
}

function targetPort({ spec }: Pod, { port, targetPort: target = port, protocol = 'TCP' }: ServicePort): number | undefined {
  if (typeof target === 'number') {
    return target;
  }
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  const ports = [...spec.containers, ...sidecars].flatMap((container) => container.ports ?? []);
  return ports.find((each) => each.name === target && (each.protocol ?? 'TCP') === protocol)?.containerPort;
}

/** How endpoints name the pod that they stand for. */
export function targetRefOf({ metadata: { namespace = '', name, uid = '' } }: Pod): TargetRef {
  return { kind: 'Pod', namespace, name, uid };
}

/** Where it runs, and its host name where the Service gives it one. */
export function placeOf({ metadata }: Service, { spec }: Pod): { nodeName?: string; hostname?: string } {
  const isNamed = spec.hostname !== undefined && spec.hostname !== '' && spec.subdomain === metadata.name;
  return { ...(spec.nodeName === undefined ? {} : { nodeName: spec.nodeName }), ...(isNamed ? { hostname: spec.hostname! } : {}) };
}
