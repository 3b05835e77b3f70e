/** What leads requests to pods. */
import type { ApiObject } from '../../../api-object.ts';
import type { Column } from '../../../schema/definition.ts';
import { age, first, none, shown, unset, wide } from '../cells.ts';
import { formatLabels } from '../format-selector.ts';

interface LoadBalancer {
  readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[] };
}

/** Addresses that a load balancer was given, in the order of the alphabet. */
function loadBalancerAddresses(status: LoadBalancer | undefined): string[] {
  const addresses = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip || hostname || '').filter((address) => address !== '');
  return [...new Set(addresses)].sort();
}

interface Service {
  readonly spec?: {
    readonly type?: string;
    readonly clusterIPs?: readonly string[];
    readonly externalIPs?: readonly string[];
    readonly externalName?: string;
    readonly ports?: readonly { readonly port: number; readonly nodePort?: number; readonly protocol?: string }[];
    readonly selector?: Record<string, string>;
  };
  readonly status?: LoadBalancer;
}

export const services: readonly Column[] = [
  shown('Type', ({ spec }: Service) => spec?.type ?? ''),
  shown('Cluster-IP', ({ spec }: Service) => spec?.clusterIPs?.[0] ?? none),
  shown('External-IP', externalAddress),
  shown('Port(s)', ({ spec }: Service) => (spec?.ports ?? []).map(({ port, nodePort = 0, protocol = 'TCP' }) => `${port}${nodePort > 0 ? `:${nodePort}` : ''}/${protocol}`).join(',') || none),
  age,
  wide('Selector', ({ spec }: Service) => formatLabels(spec?.selector)),
];

function externalAddress({ spec = {}, status }: Service): string {
  const { type, externalIPs = [], externalName = '' } = spec;
  switch (type) {
    case 'ClusterIP':
    case 'NodePort':
      return externalIPs.join(',') || none;
    case 'LoadBalancer':
      return [...loadBalancerAddresses(status), ...externalIPs].join(',') || '<pending>';
    case 'ExternalName':
      return externalName;
    default:
      return '<unknown>';
  }
}

interface Endpoints {
  readonly subsets?: readonly { readonly addresses?: readonly { readonly ip: string }[]; readonly ports?: readonly { readonly port: number }[] }[];
}

export const endpoints: readonly Column[] = [shown('Endpoints', endpointAddresses), age];

function endpointAddresses({ subsets = [] }: Endpoints): string {
  const texts = subsets.flatMap(({ addresses = [], ports = [] }) => (ports.length === 0 ? addresses.map(({ ip }) => ip) : ports.flatMap(({ port }) => addresses.map(({ ip }) => `${ip.includes(':') ? `[${ip}]` : ip}:${port}`))));
  return first(texts, 3, { empty: subsets.length === 0 ? none : '' });
}

interface EndpointSlice {
  readonly addressType?: string;
  readonly ports?: readonly { readonly name?: string; readonly port?: number }[];
  readonly endpoints?: readonly { readonly addresses?: readonly string[] }[] | null;
}

export const endpointSlices: readonly Column[] = [
  shown('AddressType', ({ addressType }: EndpointSlice) => addressType ?? ''),
  shown('Ports', ({ ports }: EndpointSlice) => first((ports ?? []).map(({ port, name }) => String(port ?? name ?? '*')), 3, { empty: unset })),
  shown('Endpoints', (slice: EndpointSlice) => first((slice.endpoints ?? []).flatMap(({ addresses = [] }) => addresses), 3, { empty: unset })),
  age,
];

interface Ingress {
  readonly spec?: { readonly ingressClassName?: string; readonly rules?: readonly { readonly host?: string }[]; readonly tls?: readonly unknown[] };
  readonly status?: LoadBalancer;
}

export const ingresses: readonly Column[] = [
  shown('Class', ({ spec }: Ingress) => spec?.ingressClassName ?? none),
  shown('Hosts', ({ spec }: Ingress) => first((spec?.rules ?? []).map(({ host = '' }) => host).filter((host) => host !== ''), 3, { empty: '*' })),
  shown('Address', ({ status }: Ingress) => loadBalancerAddresses(status).join(',')),
  shown('Ports', ({ spec }: Ingress) => ((spec?.tls ?? []).length > 0 ? '80, 443' : '80')),
  age,
];

interface IngressClass extends ApiObject {
  readonly spec?: { readonly controller?: string; readonly parameters?: { readonly apiGroup?: string; readonly kind: string; readonly name: string } };
}

export const ingressClasses: readonly Column[] = [
  shown('Name', ({ metadata: { name, annotations = {} } }: IngressClass) => `${name}${annotations['ingressclass.kubernetes.io/is-default-class'] === 'true' ? ' (default)' : ''}`, { format: 'name' }),
  shown('Controller', ({ spec }: IngressClass) => spec?.controller ?? ''),
  shown('Parameters', ({ spec }: IngressClass) => {
    const { apiGroup, kind, name } = spec?.parameters ?? { kind: none, name: '' };
    return `${kind}${apiGroup === undefined ? '' : `.${apiGroup}`}${name === '' ? '' : `/${name}`}`;
  }),
  age,
];
