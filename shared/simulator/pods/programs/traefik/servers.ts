import { serviceNameLabel } from '../../service-endpoints.ts';
import type { ConfigurationObjects, ServerConfiguration } from './configuration.ts';
import type { EndpointSlice, Service, ServiceReference } from './resources.ts';
import { Unusable } from './unusable.ts';

type ServicePort = NonNullable<Service['spec']['ports']>[number];

/** The servers of a Service that is referred to: its endpoints, or its cluster IP where nativeLB asks for that. @throws Unusable where there are none. */
export function serversOf({ services, endpointSlices }: ConfigurationObjects, namespace: string, { name, port, nativeLB = false, scheme }: ServiceReference): ServerConfiguration[] {
  const service = services.find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
  if (service === undefined) {
    throw new Unusable(`kubernetes service not found: ${namespace}/${name}`);
  }
  const servicePort = portOf(service, port);
  const common = { scheme: schemeOf(scheme, servicePort), isFenced: false };
  if (nativeLB) {
    assertHasClusterIp(service);
    return [{ ...common, address: { namespace, name, port: servicePort.port } }];
  }
  const own = endpointSlices.filter(({ metadata }) => metadata.namespace === namespace && metadata.labels?.[serviceNameLabel] === name);
  const servers = own.flatMap((slice) => endpointsOf(slice, servicePort.name ?? '')).map((endpoint) => ({ ...common, ...endpoint }));
  if (servers.length === 0) {
    throw new Unusable(`no servers found for ${namespace}/${name}`);
  }
  return servers;
}

function portOf({ spec: { ports = [] } }: Service, port: number | string | undefined): ServicePort {
  if (port === undefined || port === 0 || port === '') {
    throw new Unusable('ingressRoute service port not defined');
  }
  const found = ports.find((each) => (typeof port === 'number' ? each.port === port : each.name === port));
  if (found === undefined) {
    throw new Unusable(`service port not found: ${port}`);
  }
  return found;
}

function schemeOf(scheme: string | undefined, { name = '', port }: ServicePort): 'http' | 'https' {
  if (scheme !== undefined && !['http', 'https', 'h2c'].includes(scheme)) {
    throw new Unusable(`invalid scheme "${scheme}" specified`);
  }
  return scheme === 'https' || (scheme === undefined && (port === 443 || name.startsWith('https'))) ? 'https' : 'http';
}

function assertHasClusterIp({ spec: { clusterIP }, metadata: { namespace, name } }: Service): void {
  if (clusterIP === 'None') {
    throw new Unusable(`getting native Kubernetes Service address: no clusterIP on headless service: ${namespace}/${name}`);
  }
}

/** Those that serve: a pod on its way out that still does is kept for who sticks to it. */
function endpointsOf({ endpoints, ports }: EndpointSlice, portName: string): Pick<ServerConfiguration, 'address' | 'isFenced'>[] {
  const port = ports?.find(({ name = '' }) => name === portName)?.port;
  if (port === undefined) {
    return [];
  }
  return (endpoints ?? [])
    .filter(({ conditions: { serving, ready } = {} }) => serving ?? ready ?? true)
    .flatMap(({ addresses, conditions }) => addresses.map((ip) => ({ address: { ip, port }, isFenced: conditions?.terminating === true })));
}
