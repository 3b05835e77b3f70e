import { expect } from 'chai';
import { configurationOf } from '../../../../../../shared/simulator/pods/programs/traefik/configuration.ts';
import type { ConfigurationObjects } from '../../../../../../shared/simulator/pods/programs/traefik/configuration.ts';
import type { EndpointSlice, IngressRoute, Service, ServiceReference, TraefikService } from '../../../../../../shared/simulator/pods/programs/traefik/resources.ts';

const service = (name: string, { namespace = 'test', clusterIP = '10.96.0.9', ports = [{ name: 'http', port: 80 }] } = {}): Service => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { clusterIP, ports } });

const slice = (name: string, ips: readonly string[], { namespace = 'test', conditions = {} } = {}): EndpointSlice => ({
  apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: `${name}-1`, namespace, labels: { 'kubernetes.io/service-name': name } },
  ports: [{ name: 'http', port: 9898 }], endpoints: ips.map((ip) => ({ addresses: [ip], conditions })),
});

const weighted = (name: string, services: readonly ServiceReference[]): TraefikService => ({ apiVersion: 'traefik.io/v1alpha1', kind: 'TraefikService', metadata: { name, namespace: 'test' }, spec: { weighted: { services } } });

const route = (match: string, services: readonly ServiceReference[], priority = 0): IngressRoute => ({ apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', metadata: { name: 'r', namespace: 'test' }, spec: { routes: [{ match, priority, services }] } });

function configuration(objects: Partial<ConfigurationObjects>, { allowCrossNamespace = true } = {}) {
  return configurationOf({ ingressRoutes: [], traefikServices: [], services: [], endpointSlices: [], ...objects }, { allowCrossNamespace });
}

const served = { services: [service('a'), service('b')], endpointSlices: [slice('a', ['10.244.0.2', '10.244.0.3']), slice('b', ['10.244.0.4'])] };
const server = (ip: string, isFenced = false) => ({ scheme: 'http', address: { ip, port: 9898 }, isFenced });

describe('shared/simulator/pods/programs/traefik/configuration.ts', () => {
  it('names each Service of a TraefikService as Traefik does, with its endpoints', () => {
    const { services, problems } = configuration({ ...served, traefikServices: [weighted('app', [{ name: 'a', port: 80, weight: 90 }, { name: 'b', port: 'http' }])] });
    expect(problems).to.deep.equal([]);
    expect(services).to.deep.equal({
      'test-a-80': { kind: 'servers', servers: [server('10.244.0.2'), server('10.244.0.3')], passHostHeader: true },
      'test-b-http': { kind: 'servers', servers: [server('10.244.0.4')], passHostHeader: true },
      'test-app': { kind: 'weighted', entries: [{ service: 'test-a-80', weight: 90 }, { service: 'test-b-http', weight: 1 }] },
    });
  });

  it('leads a route to a TraefikService, to several Services, or to one under a name of the route\'s own', () => {
    const { routers, services } = configuration({ ...served, ingressRoutes: [route('Host(`ts.test`)', [{ kind: 'TraefikService', name: 'app' }]), route('Host(`a.test`)', [{ name: 'a', port: 80 }]), route('Host(`two.test`)', [{ name: 'a', port: 80 }, { name: 'b', port: 80, weight: 0 }])] });
    const names = Object.fromEntries(routers.map(({ rule, service: name }) => [rule, name]));
    expect(names['Host(`ts.test`)']).to.equal('test-app');
    expect(names['Host(`a.test`)']).to.equal('test-r-adb61728c085b5eef2e5');
    expect(services[names['Host(`two.test`)']!]).to.deep.equal({ kind: 'weighted', entries: [{ service: 'test-a-80', weight: 1 }, { service: 'test-b-80', weight: 0 }] });
  });

  it('tries long rules first, unless a priority says otherwise', () => {
    const services = [{ name: 'a', port: 80 }];
    const { routers } = configuration({ ...served, ingressRoutes: [route('Host(`a`)', services), route('Host(`a`) && Path(`/b`)', services), route('Host(`c`)', services, 1000)] });
    expect(routers.map(({ rule }) => rule)).to.deep.equal(['Host(`c`)', 'Host(`a`) && Path(`/b`)', 'Host(`a`)']);
  });

  it('reaches a Service through its cluster IP where that is asked for, endpoints or not', () => {
    const { services, problems } = configuration({ services: [service('a')], traefikServices: [weighted('app', [{ name: 'a', port: 80, nativeLB: true }])] });
    expect(problems).to.deep.equal([]);
    expect(services['test-a-80']).to.deep.include({ servers: [{ scheme: 'http', address: { namespace: 'test', name: 'a', port: 80 }, isFenced: false }] });
  });

  for (const [title, objects, problem] of [
    ['a Service without endpoints', { services: [service('a'), service('b')], endpointSlices: [slice('a', ['10.244.0.2']), slice('b', [])] }, 'no servers found for test/b'],
    ['a Service whose pods are not ready', { services: [service('a'), service('b')], endpointSlices: [slice('a', ['10.244.0.2']), slice('b', ['10.244.0.4'], { conditions: { ready: false, serving: false } })] }, 'no servers found for test/b'],
    ['a Service that is not there', { ...served, services: [service('a')] }, 'kubernetes service not found: test/b'],
    ['a port that is not there', { ...served, services: [service('a'), service('b', { ports: [{ name: 'http', port: 81 }] })] }, 'service port not found: 80'],
  ] as const) {
    it(`leaves a whole TraefikService out for ${title}, though its weight be 0`, () => {
      const { services, problems } = configuration({ ...objects, traefikServices: [weighted('app', [{ name: 'a', port: 80, weight: 100 }, { name: 'b', port: 80, weight: 0 }])] });
      expect(problems).to.deep.equal([`TraefikService test/app: ${problem}`]);
      expect(services).to.not.have.property('test-app');
    });
  }

  for (const [title, reference, problem] of [
    ['no port', { name: 'a' }, 'ingressRoute service port not defined'],
    ['a headless Service through its cluster IP', { name: 'h', port: 80, nativeLB: true }, 'getting native Kubernetes Service address: no clusterIP on headless service: test/h'],
    ['a scheme that is none', { name: 'a', port: 80, scheme: 'ftp' }, 'invalid scheme "ftp" specified'],
  ] as const) {
    it(`leaves a route out for ${title}`, () => {
      const { routers, problems } = configuration({ ...served, services: [...served.services, service('h', { clusterIP: 'None' })], ingressRoutes: [route('Host(`a`)', [reference])] });
      expect({ routers, problems }).to.deep.equal({ routers: [], problems: [`IngressRoute test/r: ${problem}`] });
    });
  }

  it('crosses namespaces where it may', () => {
    const objects = { services: [service('a', { namespace: 'other' })], endpointSlices: [slice('a', ['10.244.0.2'], { namespace: 'other' })], traefikServices: [weighted('app', [{ name: 'a', namespace: 'other', port: 80 }])] };
    expect(configuration(objects).services).to.have.keys('other-a-80', 'test-app');
    expect(configuration(objects, { allowCrossNamespace: false }).problems).to.deep.equal(['TraefikService test/app: service other/a not in the parent resource namespace test']);
  });

  it('keeps a pod that still serves on its way out, for who sticks to it', () => {
    const { services } = configuration({ services: [service('a')], endpointSlices: [slice('a', ['10.244.0.2'], { conditions: { ready: false, serving: true, terminating: true } })], traefikServices: [weighted('app', [{ name: 'a', port: 80 }])] });
    expect(services['test-a-80']).to.deep.include({ servers: [server('10.244.0.2', true)] });
  });

  it('mirrors', () => {
    const mirroring: TraefikService = { ...weighted('app', []), spec: { mirroring: { name: 'a', port: 80, mirrors: [{ name: 'b', port: 80, percent: 20 }] } } };
    expect(configuration({ ...served, traefikServices: [mirroring] }).services['test-app']).to.deep.equal({ kind: 'mirroring', main: 'test-a-80', mirrors: [{ service: 'test-b-80', percent: 20 }] });
  });
});
