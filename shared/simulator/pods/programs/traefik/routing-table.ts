/** The configuration, ready to choose for each request where it goes. */
import { Balancer, cookieName } from './balancer.ts';
import type { Configuration, ServerConfiguration, ServiceConfiguration } from './configuration.ts';
import { parseRule } from './rule.ts';
import type { Rule, RuleSubject } from './rule.ts';

export interface RoutingTable {
  /** Where the request goes; undefined where no router takes it. */
  choose(entryPoint: string, subject: RuleSubject): Choice | undefined;
  /** Routers that had to be left out, and why. */
  readonly problems: readonly string[];
}

export interface Choice {
  /** Undefined where none of the candidates is available. */
  readonly destination: Destination | undefined;
  /** To answer with, as Set-Cookie wants them. */
  readonly cookies: readonly string[];
  /** Who gets a copy, whose answer nobody waits for. */
  readonly mirrors: readonly Destination[];
}

export interface Destination {
  /** As metrics name it. */
  readonly service: string;
  readonly server: ServerConfiguration;
  readonly passHostHeader: boolean;
}

type Cookies = ReadonlyMap<string, string>;
type Chooser = (cookies: Cookies) => Choice;

interface Router {
  readonly rule: Rule;
  readonly entryPoints: readonly string[];
  readonly choose: Chooser;
}

const nothing: Choice = { destination: undefined, cookies: [], mirrors: [] };

/** Makes choosers for all services; those that several routers lead to are shared. */
export function routingTable({ routers, services }: Configuration): RoutingTable {
  const build = new ChooserBuilder(services);
  const table: Router[] = [];
  const problems: string[] = [];
  for (const { rule, entryPoints, service } of routers) {
    try {
      table.push({ rule: parseRule(rule), entryPoints, choose: build.chooser(service) });
    } catch (error) {
      problems.push(`router ${rule}: ${(error as Error).message}`);
    }
  }
  return {
    problems,
    choose(entryPoint, subject) {
      const router = table.find(({ rule, entryPoints }) => (entryPoints.length === 0 || entryPoints.includes(entryPoint)) && rule(subject));
      return router?.choose(parseCookies(subject.headers['cookie']));
    },
  };
}

class ChooserBuilder {
  readonly #services: Configuration['services'];
  readonly #made = new Map<string, Chooser>();

  constructor(services: Configuration['services']) {
    this.#services = services;
  }

  /** @throws Error where the service does not exist, or leads back to itself. */
  chooser(service: string, way: readonly string[] = []): Chooser {
    const known = this.#made.get(service);
    if (known !== undefined) {
      return known;
    }
    const configuration = this.#services[service];
    if (configuration === undefined) {
      throw new Error(`the service "${service}@kubernetescrd" does not exist`);
    }
    if (way.includes(service)) {
      throw new Error(`could not instantiate service ${service}: recursion detected in ${[...way, service].join('->')}`);
    }
    const made = this.#make(service, configuration, [...way, service]);
    this.#made.set(service, made);
    return made;
  }

  #make(service: string, configuration: ServiceConfiguration, way: readonly string[]): Chooser {
    switch (configuration.kind) {
      case 'servers':
        return serversChooser(service, configuration);
      case 'weighted':
        return weightedChooser(service, configuration, (entry) => this.chooser(entry, way));
      case 'mirroring':
        return mirroringChooser(configuration, (entry) => this.chooser(entry, way));
    }
  }
}

type Kind<K extends ServiceConfiguration['kind']> = Extract<ServiceConfiguration, { kind: K }>;

function serversChooser(service: string, { servers, passHostHeader, sticky }: Kind<'servers'>): Chooser {
  const candidates = servers.map((server) => ({ name: JSON.stringify(server.address), weight: 1, isFenced: server.isFenced, value: server }));
  const balancer = new Balancer(candidates, withName(sticky, service));
  return (cookies) => {
    const chosen = balancer.choose(cookies);
    return chosen === undefined ? nothing : { destination: { service: `${service}@kubernetescrd`, server: chosen.value, passHostHeader }, cookies: defined(chosen.cookie), mirrors: [] };
  };
}

function weightedChooser(service: string, { entries, sticky }: Kind<'weighted'>, chooserOf: (entry: string) => Chooser): Chooser {
  const balancer = new Balancer(entries.map((entry) => ({ name: entry.service, weight: entry.weight, isFenced: false, value: chooserOf(entry.service) })), withName(sticky, service));
  return (cookies) => {
    const chosen = balancer.choose(cookies);
    const choice = chosen?.value(cookies) ?? nothing;
    return chosen?.cookie === undefined ? choice : { ...choice, cookies: [chosen.cookie, ...choice.cookies] };
  };
}

function mirroringChooser({ main, mirrors }: Kind<'mirroring'>, chooserOf: (entry: string) => Chooser): Chooser {
  const chooseMain = chooserOf(main);
  const targets = mirrors.map(({ service, percent }) => ({ percent, choose: chooserOf(service), count: 0 }));
  let total = 0;
  return (cookies) => {
    total += 1;
    const due = targets.filter((target) => target.count * 100 < total * target.percent && (target.count += 1));
    return { ...chooseMain(cookies), mirrors: due.flatMap(({ choose }) => defined(choose(new Map()).destination)) };
  };
}

function withName(cookie: Kind<'weighted'>['sticky'], service: string) {
  return cookie === undefined ? undefined : { ...cookie, name: cookieName(cookie.name, service) };
}

function defined<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function parseCookies(header: string | string[] | undefined): Cookies {
  const pairs = [header ?? []].flat().flatMap((line) => line.split(';'));
  return new Map(pairs.map((pair) => {
    const [name = '', ...value] = pair.trim().split('=');
    return [name, value.join('=')];
  }));
}
