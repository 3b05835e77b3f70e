import type { ProviderName } from '../../shared/api/canary.ts';
import { routerFor, routerNames } from '../../shared/routing/router-for.ts';
import { Failure } from '../../shared/errors.ts';
import { nearestWord } from '../../shared/nearest-word.ts';
import type { NextStep } from '../explain/explanation.ts';
import type { Choice } from './proposal.ts';
import { backendsOf } from './surroundings.ts';
import type { Backend, IngressRoute, Service, Surroundings, TraefikService } from './surroundings.ts';

export interface ChosenProvider {
  readonly provider: ProviderName;
  /** The name that the routing object and so the Services must have; undefined where it is that of the target's Service. */
  readonly apex: string | undefined;
}

export interface ProviderQuestion {
  readonly surroundings: Surroundings;
  /** The Service that clients call; undefined where there is none yet. */
  readonly service: Service | undefined;
  /** Its name, or that of the one that will be made. */
  readonly serviceName: string;
  readonly namespace: string;
  /** What a person has asked for. */
  readonly wanted: string | undefined;
}

/** Who shares out the traffic: Traefik, where one of its routes leads to the Service, else Services alone. @throws Failure for an unknown one. */
export function chooseProvider(question: ProviderQuestion): Choice<ChosenProvider> {
  const { surroundings, wanted } = question;
  if (wanted !== undefined && routerFor(wanted) === undefined) {
    const near = nearestWord(wanted, routerNames);
    throw new Failure('usage', `there is no provider "${wanted}"`, { next: near === undefined ? `it is one of ${routerNames.join(', ')}` : `did you mean ${near}?` });
  }
  const route = routeTo(question);
  if (wanted !== undefined && wanted !== 'traefik') {
    return { value: { provider: wanted as ProviderName, apex: undefined }, because: 'as asked for with --provider' };
  }
  if (route !== undefined) {
    return throughRoute(question, route);
  }
  const isUnknown = surroundings.ingressRoutes === 'unknown';
  if (wanted === 'traefik') {
    return { value: { provider: 'traefik', apex: undefined }, because: `as asked for with --provider; no IngressRoute of namespace ${question.namespace} leads here yet`, doubts: [`the traffic follows once an IngressRoute leads to kind: TraefikService, name: ${question.serviceName}`] };
  }
  return {
    value: { provider: 'kubernetes', apex: undefined },
    because: `${whyNoRoute(surroundings, question)}, so users reach the new version when Kubernetes rolls it out`,
    doubts: [
      ...(isUnknown ? ['whether a route of Traefik leads here could not be found out, as IngressRoutes may not be read: --provider traefik says so'] : []),
      ...otherIngresses(question),
    ],
  };
}

function whyNoRoute({ ingressRoutes }: Surroundings, { namespace }: ProviderQuestion): string {
  return { absent: 'this cluster has no IngressRoutes', unknown: 'IngressRoutes may not be read' }[String(ingressRoutes)] ?? `no IngressRoute of namespace ${namespace} leads here`;
}

interface Route {
  readonly route: IngressRoute;
  /** Where in the route the backend stands, as a JSON pointer. */
  readonly pointer: string;
  /** The TraefikService in between; undefined where it leads to the Service itself. */
  readonly through: string | undefined;
  /** Whether that is there already. */
  readonly exists: boolean;
}

/** One that leads through a TraefikService goes before one that has to be changed first. */
function routeTo(question: ProviderQuestion): Route | undefined {
  const { ingressRoutes } = question.surroundings;
  if (typeof ingressRoutes === 'string') {
    return undefined;
  }
  const found = ingressRoutes.flatMap((route) => (route.spec?.routes ?? []).flatMap(({ services = [] }, at) => services.flatMap((backend, index): Route[] => {
    const through = leadsHere(question, backend);
    return through === false ? [] : [{ route, pointer: `/spec/routes/${at}/services/${index}`, through, exists: traefikServiceOf(question, through) !== undefined }];
  })));
  return found.find(({ through }) => through !== undefined) ?? found[0];
}

/** False where it leads elsewhere, else by which TraefikService. */
function leadsHere(question: ProviderQuestion, { name = '', kind = 'Service', namespace = question.namespace }: Backend): string | undefined | false {
  if (namespace !== question.namespace) {
    return false;
  }
  if (kind === 'Service') {
    return question.service !== undefined && name === question.service.metadata.name ? undefined : false;
  }
  const weighted = traefikServiceOf(question, name);
  const isHere = weighted === undefined ? name === question.serviceName : leadsOnlyHere(question, weighted);
  return isHere ? name : false;
}

function traefikServiceOf({ surroundings: { traefikServices } }: ProviderQuestion, name: string | undefined): TraefikService | undefined {
  return typeof traefikServices === 'string' ? undefined : traefikServices.find(({ metadata }) => metadata.name === name);
}

/** A TraefikService that shares its traffic among others is somebody's own plan, and not ours to take over. */
function leadsOnlyHere({ service, serviceName }: ProviderQuestion, { metadata, spec }: TraefikService): boolean {
  const names = (spec?.weighted?.services ?? []).map(({ name }) => name);
  const ours = [service?.metadata.name ?? serviceName, `${metadata.name}-primary`, `${metadata.name}-canary`];
  return names.length > 0 && names.every((name) => ours.includes(name ?? ''));
}

function throughRoute({ serviceName }: ProviderQuestion, { route, pointer, through, exists }: Route): Choice<ChosenProvider> {
  const { name, namespace } = route.metadata;
  if (through !== undefined) {
    return {
      value: { provider: 'traefik', apex: through === serviceName ? undefined : through },
      because: `IngressRoute ${name} leads to TraefikService ${through}, ${exists ? 'whose weights are moved' : 'which is made'}`,
    };
  }
  const patch = JSON.stringify([{ op: 'add', path: `${pointer}/kind`, value: 'TraefikService' }]);
  const step: NextStep = { to: `let IngressRoute ${name} follow the weights, once the Canary is Initialized`, command: `kubectl -n ${namespace} patch ingressroute ${name} --type=json -p '${patch}'` };
  return {
    value: { provider: 'traefik', apex: undefined },
    because: `IngressRoute ${name} leads to Service ${serviceName}; it has to lead to the TraefikService of that name, which is made`,
    doubts: [`IngressRoute ${name} leads past the weights as it is: its service needs kind: TraefikService`],
    next: [step],
  };
}

function otherIngresses({ surroundings: { ingresses }, service }: ProviderQuestion): string[] {
  const names = typeof ingresses === 'string' ? [] : ingresses.filter((ingress) => service !== undefined && backendsOf(ingress).some((backend) => backend.service?.name === service.metadata.name)).map(({ metadata }) => metadata.name);
  return names.length === 0 ? [] : [`Ingress ${names.join(', ')} leads here, but weights can be moved by ${routerNames.filter((each) => routerFor(each)?.supports.weights).join(', ')} alone so far`];
}
