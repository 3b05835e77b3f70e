import { canaryLabel } from '../../shared/api/annotations.ts';
import type { ServicePort } from '../../shared/routing/service-ports.ts';
import type { Choice } from './proposal.ts';
import { backendsOf } from './surroundings.ts';
import type { Found, Service, Surroundings } from './surroundings.ts';
import type { Target } from './target.ts';

/** The Service that clients call, and its port; `found` is undefined where there is none yet. */
export interface ChosenService {
  readonly found: Service | undefined;
  readonly port: number;
  readonly targetPort: number | string | undefined;
}

/** Services that send to the target's pods; ours are no clients' door. */
export function servicesOf({ kind, object }: Target, { services }: Pick<Surroundings, 'services'>): Service[] {
  const labels = kind.template(object).metadata?.labels ?? {};
  return typeof services === 'string' ? [] : services.filter(({ metadata, spec }) => {
    const selector = Object.entries(spec?.selector ?? {});
    return metadata.labels?.[canaryLabel] === undefined && selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
  });
}

/** Which of them is called, and at which port. `wanted`: what a person has asked for. */
export function chooseService(target: Target, surroundings: Surroundings, { port: wanted }: { port?: number | undefined } = {}): Choice<ChosenService> {
  const { name } = target.object.metadata;
  const candidates = servicesOf(target, surroundings);
  const routed = routedNames(surroundings);
  const found = candidates.find(({ metadata }) => routed.has(metadata.name)) ?? candidates.find(({ metadata }) => metadata.name === name) ?? candidates[0];
  const others = candidates.filter((each) => each !== found).map(({ metadata }) => metadata.name);
  if (found === undefined) {
    return withoutService(target, surroundings, wanted);
  }
  const ports = found.spec?.ports ?? [];
  const chosen = choosePort(ports, wanted);
  const title = `Service ${found.metadata.name}`;
  return {
    value: { found, port: chosen?.port ?? wanted ?? 80, targetPort: targetPortOf(chosen) },
    because: `${title} selects its pods${others.length === 0 ? '' : `, as ${others.length === 1 ? 'does' : 'do'} ${others.join(', ')}`}${routed.has(found.metadata.name) ? ', and is what requests are routed to' : ''}${ports.length <= 1 ? '' : `; its ports are ${ports.map(({ port }) => port).join(', ')}`}`,
    doubts: [
      ...(others.length === 0 || routed.has(found.metadata.name) ? [] : [`${title} was taken for the one that clients call, and ${others.join(', ')} not: correct spec.service.name if it is another`]),
      ...(chosen === undefined ? [`${title} has no ${wanted === undefined ? 'port' : `port ${wanted}`}`] : []),
    ],
  };
}

/** Names that a route, a TraefikService or an Ingress sends requests to. */
function routedNames({ ingressRoutes, traefikServices, ingresses }: Surroundings): Set<string> {
  const all = <T>(found: Found<T>): readonly T[] => (typeof found === 'string' ? [] : found);
  const names = [
    ...all(ingressRoutes).flatMap(({ spec }) => (spec?.routes ?? []).flatMap(({ services = [] }) => services)).map(({ name }) => name),
    ...all(traefikServices).flatMap(({ spec }) => spec?.weighted?.services ?? []).map(({ name }) => name),
    ...all(ingresses).flatMap(backendsOf).map(({ service }) => service?.name),
  ];
  return new Set(names.filter((each) => each !== undefined));
}

/** An apex Service is made then, at the container's own port. */
function withoutService(target: Target, { services }: Surroundings, wanted: number | undefined): Choice<ChosenService> {
  const ports = target.kind.template(target.object).spec.containers.flatMap(({ ports: each = [] }) => each);
  const container = ports.find(({ containerPort }) => containerPort === wanted) ?? ports.find(({ name }) => name === 'http' || name === 'web') ?? ports[0];
  const reading = services === 'unknown' ? 'Services may not be read' : 'no Service selects its pods: one of its name is made';
  return {
    value: { found: undefined, port: wanted ?? container?.containerPort ?? 80, targetPort: container?.name ?? container?.containerPort },
    because: container === undefined ? `${reading}; its containers name no port` : `${reading}; container port ${container.containerPort}`,
    doubts: portDoubts({ services, isKnown: container !== undefined || wanted !== undefined }),
  };
}

function portDoubts({ services, isKnown }: { services: Surroundings['services']; isKnown: boolean }): string[] {
  if (services === 'unknown') {
    return ['which Service and port clients call could not be found out, as Services may not be read: correct spec.service'];
  }
  return isKnown ? [] : ['which port clients call could not be found out: correct spec.service.port, or say it with --port'];
}

function choosePort(ports: readonly ServicePort[], wanted: number | undefined): ServicePort | undefined {
  if (wanted !== undefined) {
    return ports.find(({ port }) => port === wanted);
  }
  return ports.find(({ name }) => name === 'http' || name === 'web') ?? ports.find(({ port }) => port === 80) ?? ports[0];
}

/** Absent where it is the same number. */
function targetPortOf(port: ServicePort | undefined): number | string | undefined {
  return port?.targetPort === port?.port ? undefined : port?.targetPort;
}
