import type { PodTemplate } from '../workloads/workload.ts';
import type { Route } from './router.ts';

/** One port of a Service, as the API server stores it. */
export interface ServicePort {
  name?: string;
  port: number;
  targetPort?: number | string;
  protocol?: string;
  appProtocol?: string;
  nodePort?: number;
}

/**
 * The ports of a Service: the one that spec.service names and, with portDiscovery, the containers' others.
 * `keepsAll`: ports that exist stay, though this template does not have them (the pods behind them run another).
 */
export function servicePorts(route: Route, template: PodTemplate, { existing, keepsAll }: { existing: readonly ServicePort[]; keepsAll: boolean }): ServicePort[] {
  const main = mainPort(route);
  const wanted = route.canary.spec.service?.portDiscovery === true ? [main, ...otherPorts(template, main)] : [main];
  const kept = keepsAll ? existing.filter(({ name, port }) => !wanted.some((each) => each.name === name || each.port === port)) : [];
  return [...wanted, ...kept].map((each) => withNodePort(each, existing));
}

function mainPort({ canary: { spec: { service } }, port }: Route): ServicePort {
  const { portName: name = 'http', targetPort = port, appProtocol } = service ?? {};
  return { name, port, targetPort, protocol: 'TCP', ...(appProtocol === undefined ? {} : { appProtocol }) };
}

function otherPorts({ spec: { containers } }: PodTemplate, main: ServicePort): ServicePort[] {
  const found: ServicePort[] = [];
  for (const { name: given, containerPort, protocol = 'TCP' } of containers.flatMap(({ ports = [] }) => ports)) {
    const name = given ?? `${protocol.toLowerCase()}-${containerPort}`;
    const isMain = containerPort === main.targetPort || name === main.targetPort;
    const isTaken = [main, ...found].some((each) => each.name === name || (each.port === containerPort && each.protocol === protocol));
    if (!isMain && !isTaken) {
      found.push({ name, port: containerPort, targetPort: containerPort, protocol });
    }
  }
  return found;
}

function withNodePort(port: ServicePort, existing: readonly ServicePort[]): ServicePort {
  const { nodePort } = existing.find((each) => each.port === port.port && each.protocol === port.protocol) ?? {};
  return nodePort === undefined ? port : { ...port, nodePort };
}
