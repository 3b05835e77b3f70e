import { ApiError, Unreachable } from '../../shared/kube/kube.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { services } from '../../shared/kube/resources.ts';
import { httpFor } from '../../shared/kube/service-proxy.ts';
import { providerFor } from '../../shared/metrics/provider-for.ts';
import type { ServicePort } from '../../shared/routing/service-ports.ts';

/** A Service that looks like a Prometheus. */
export interface Prometheus {
  readonly service: string;
  readonly namespace: string;
  readonly address: string;
  /** Whether it has numbers of Traefik; where it gave no answer, why. */
  readonly traefik: 'counted' | 'not counted' | { readonly unanswered: string };
}

/** Where people install it; the target's own namespace comes first. */
const usualNamespaces = ['monitoring', 'prometheus', 'observability', 'metrics', 'traefik', 'istio-system', 'kube-system', 'default'];
const names = /^(?:.+-)?prometheus(?:-(?:server|k8s|operated|prometheus|service|stack-prometheus))?$/;
const usualPorts = [9090, 80];

/** Looks in the usual namespaces, and asks each one that it finds. What may not be read there counts as absent. */
export async function findPrometheus(kube: Kube, namespace: string): Promise<Prometheus[]> {
  const found = await Promise.all([...new Set([namespace, ...usualNamespaces])].map((each) => candidatesIn(kube, each)));
  return await Promise.all(found.flat().map((candidate) => asked(kube, candidate)));
}

type Service = KubeObject & { spec?: { ports?: ServicePort[] } };
type Candidate = Omit<Prometheus, 'traefik'>;

async function candidatesIn(kube: Kube, namespace: string): Promise<Candidate[]> {
  const items = await servicesIn(kube, namespace);
  return items.filter(({ metadata }) => names.test(metadata.name)).flatMap(({ metadata: { name }, spec }) => {
    const port = usualPorts.find((each) => spec?.ports?.some((one) => one.port === each));
    return port === undefined ? [] : [{ service: name, namespace, address: `http://${name}.${namespace}${port === 80 ? '' : `:${port}`}` }];
  });
}

async function servicesIn(kube: Kube, namespace: string): Promise<readonly Service[]> {
  try {
    return (await kube.list<Service>({ resource: services, namespace })).items;
  } catch (error) {
    if (error instanceof ApiError && [401, 403, 404].includes(error.code)) {
      return [];
    }
    throw error;
  }
}

/** Any series will do: those about a Service come with its first request. */
const query = 'count({__name__=~"traefik_.+"})';

async function asked(kube: Kube, candidate: Candidate): Promise<Prometheus> {
  const source = { address: candidate.address, headers: {}, secret: {}, insecureSkipVerify: false };
  try {
    const answer = await providerFor('prometheus')!.measure({ kind: 'query', name: 'traefik', query, intervalSeconds: 60 }, source, { kube, fetch: httpFor(kube), memo: undefined });
    if (answer.kind === 'value') {
      return { ...candidate, traefik: 'counted' };
    }
    return { ...candidate, traefik: answer.noValues === true ? 'not counted' : { unanswered: answer.reason } };
  } catch (error) {
    if (error instanceof Unreachable || error instanceof ApiError) {
      return { ...candidate, traefik: { unanswered: error.message } };
    }
    throw error;
  }
}
