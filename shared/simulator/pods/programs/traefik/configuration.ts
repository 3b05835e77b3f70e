/** From objects to what is served: routers that choose by rules, and services that they lead to, each under a name of its own. */
import { createHash } from 'node:crypto';
import type { PodAddress, ServicePort } from '../../network.ts';
import type { Cookie, EndpointSlice, IngressRoute, Route, Service, ServiceReference, TraefikService } from './resources.ts';
import { serversOf } from './servers.ts';
import { Unusable } from './unusable.ts';

export interface ConfigurationObjects {
  readonly ingressRoutes: readonly IngressRoute[];
  readonly traefikServices: readonly TraefikService[];
  readonly services: readonly Service[];
  readonly endpointSlices: readonly EndpointSlice[];
}

/** Plain data, so that two can be compared. */
export interface Configuration {
  readonly routers: readonly RouterConfiguration[];
  readonly services: Readonly<Record<string, ServiceConfiguration>>;
  /** What had to be left out, and why. */
  readonly problems: readonly string[];
}

export interface RouterConfiguration {
  readonly rule: string;
  readonly priority: number;
  /** Empty: all of them. */
  readonly entryPoints: readonly string[];
  readonly service: string;
}

export type ServiceConfiguration =
  | { readonly kind: 'servers'; readonly servers: readonly ServerConfiguration[]; readonly passHostHeader: boolean; readonly sticky?: Cookie }
  | { readonly kind: 'weighted'; readonly entries: readonly { readonly service: string; readonly weight: number }[]; readonly sticky?: Cookie }
  | { readonly kind: 'mirroring'; readonly main: string; readonly mirrors: readonly { readonly service: string; readonly percent: number }[] };

export interface ServerConfiguration {
  readonly scheme: 'http' | 'https';
  /** A pod, or a Service by its cluster IP. */
  readonly address: PodAddress | ServicePort;
  /** On its way out: for those alone who stick to it. */
  readonly isFenced: boolean;
}

/** What these objects ask for. One Service without endpoints costs a TraefikService, or a route, all its Services: so Traefik does it. */
export function configurationOf(objects: ConfigurationObjects, { allowCrossNamespace }: { allowCrossNamespace: boolean }): Configuration {
  const builder = new Builder(objects, allowCrossNamespace);
  objects.traefikServices.forEach((service) => builder.addTraefikService(service));
  objects.ingressRoutes.forEach((ingressRoute) => builder.addIngressRoute(ingressRoute));
  const { routers, services, problems } = builder;
  return { routers: routers.sort((one, other) => other.priority - one.priority), services, problems };
}

class Builder {
  readonly routers: RouterConfiguration[] = [];
  readonly services: Record<string, ServiceConfiguration> = {};
  readonly problems: string[] = [];
  readonly #objects: ConfigurationObjects;
  readonly #allowCrossNamespace: boolean;

  constructor(objects: ConfigurationObjects, allowCrossNamespace: boolean) {
    this.#objects = objects;
    this.#allowCrossNamespace = allowCrossNamespace;
  }

  addTraefikService(object: TraefikService): void {
    const { metadata: { name, namespace = '' }, spec: { weighted, mirroring } } = object;
    this.#unlessUnusable(`TraefikService ${namespace}/${name}`, () => {
      if (weighted !== undefined) {
        this.#addWeighted(`${namespace}-${name}`, namespace, weighted);
      } else if (mirroring !== undefined) {
        const main = this.#add(namespace, mirroring);
        const mirrors = (mirroring.mirrors ?? []).map((mirror) => ({ service: this.#add(namespace, mirror), percent: mirror.percent ?? 0 }));
        this.services[`${namespace}-${name}`] = { kind: 'mirroring', main, mirrors };
      } else {
        throw new Unusable('unspecified service type');
      }
    });
  }

  addIngressRoute({ metadata: { name, namespace = '' }, spec: { entryPoints = [], routes = [] } }: IngressRoute): void {
    for (const route of routes) {
      this.#unlessUnusable(`IngressRoute ${namespace}/${name}`, () => {
        const { match, priority = 0 } = route;
        this.routers.push({ rule: match, priority: priority === 0 ? match.length : priority, entryPoints, service: this.#addRoute(route, name, namespace) });
      });
    }
  }

  /** The name of the service that the route leads to. One Service alone goes by a name of the route's. */
  #addRoute({ match, services = [] }: Route, name: string, namespace: string): string {
    const ownName = `${namespace}-${name}-${createHash('sha256').update(match).digest('hex').slice(0, 20)}`;
    const [only] = services;
    if (services.length > 1) {
      this.#addWeighted(ownName, namespace, { services });
      return ownName;
    }
    if (only === undefined) {
      throw new Unusable('the service is missing on the router');
    }
    return this.#add(namespace, only, ownName);
  }

  #addWeighted(name: string, namespace: string, { services = [], sticky }: NonNullable<TraefikService['spec']['weighted']>): void {
    const entries = services.map((reference) => ({ service: this.#add(namespace, reference), weight: reference.weight ?? 1 }));
    this.services[name] = { kind: 'weighted', entries, ...(sticky?.cookie === undefined ? {} : { sticky: sticky.cookie }) };
  }

  /** The name under which the reference is served; a Service is added under it. */
  #add(parentNamespace: string, reference: ServiceReference, ownName?: string): string {
    const { name, namespace = parentNamespace, kind = 'Service', port, sticky, passHostHeader = true } = reference;
    if (namespace !== parentNamespace && !this.#allowCrossNamespace) {
      throw new Unusable(`service ${namespace}/${name} not in the parent resource namespace ${parentNamespace}`);
    }
    if (kind === 'TraefikService') {
      return `${namespace}-${name}`;
    }
    const servers = serversOf(this.#objects, namespace, reference);
    const serviceName = ownName ?? `${namespace}-${name}-${port}`;
    this.services[serviceName] = { kind: 'servers', servers, passHostHeader, ...(sticky?.cookie === undefined ? {} : { sticky: sticky.cookie }) };
    return serviceName;
  }

  #unlessUnusable(title: string, add: () => void): void {
    try {
      add();
    } catch (error) {
      if (!(error instanceof Unusable)) {
        throw error;
      }
      this.problems.push(`${title}: ${error.message}`);
    }
  }
}
