import { expect } from 'chai';
import { ApiStatus } from '../../../../shared/simulator/api-server/api-status.ts';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import { ClusterNetwork } from '../../../../shared/simulator/pods/cluster-network.ts';
import { proxyTarget } from '../../../../shared/simulator/pods/proxy-target.ts';
import type { Definition } from '../../../../shared/simulator/schema/definition.ts';
import { Store } from '../../../../shared/simulator/storage/store.ts';

const services = { group: '', plural: 'services', kind: 'Service' } as Definition;
const pods = { group: '', plural: 'pods', kind: 'Pod' } as Definition;

function world() {
  const store = new Store();
  const network = new ClusterNetwork(store);
  const service = (name: string, ports: object[]) => store.put(services, { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'test' }, spec: { ports } });
  service('good', [{ name: 'http', port: 80 }, { name: 'dead', port: 81 }]);
  service('anon', [{ port: 80 }]);
  service('empty', [{ name: 'http', port: 80 }]);
  const slice = (name: string, ports: object[]) => store.put({ group: 'discovery.k8s.io', plural: 'endpointslices' }, {
    apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name, namespace: 'test', labels: { 'kubernetes.io/service-name': name } }, ports, endpoints: [{ addresses: ['10.244.0.5'] }],
  });
  slice('good', [{ name: 'http', port: 9898 }, { name: 'dead', port: 1234 }]);
  slice('anon', [{ name: '', port: 9898 }]);
  const pod = (name: string, status: object, ports: object[] = []) => store.put(pods, { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'test' }, spec: { containers: [{ name: 'c', ports }] }, status } as ApiObject);
  pod('good', { podIP: '10.244.0.5' }, [{ containerPort: 9898 }]);
  pod('bare', { podIP: '10.244.0.6' });
  pod('waiting', {});
  network.attach({ namespace: 'test', name: 'good', ip: '10.244.0.5', ports: new Map([[9898, 5001]]), portNames: new Map() });
  return { store, network };
}

/** The loopback port, or code and message of the refusal. */
function answer(definition: Definition, name: string, port?: string): string {
  try {
    return String(proxyTarget(world(), { definition, namespace: 'test', name, port }).port);
  } catch (error) {
    expect(error).to.be.instanceOf(ApiStatus);
    return `${(error as ApiStatus).code} ${(error as ApiStatus).message}`;
  }
}

describe('shared/simulator/pods/proxy-target.ts', () => {
  for (const [definition, name, port, expected] of [
    [services, 'good', 'http', '5001'],
    [services, 'good', '80', '5001'],
    [services, 'anon', undefined, '5001'],
    [services, 'good', undefined, '503 no endpoints available for service "good"'],
    [services, 'good', 'nope', '503 no endpoints available for service "good"'],
    [services, 'good', '9898', '503 no service port 9898 found for service "good"'],
    [services, 'good', '81', '503 error trying to reach service: dial tcp 10.244.0.5:1234: connect: connection refused'],
    [services, 'empty', '80', '503 no endpoints available for service "empty"'],
    [services, 'none', '80', '404 services "none" not found'],
    [pods, 'good', '9898', '5001'],
    [pods, 'good', undefined, '5001'],
    [pods, 'good', '1', '503 error trying to reach service: dial tcp 10.244.0.5:1: connect: connection refused'],
    [pods, 'bare', undefined, '503 error trying to reach service: dial tcp 10.244.0.6:80: connect: connection refused'],
    [pods, 'waiting', '80', '400 address not allowed'],
    [pods, 'none', '80', '404 pods "none" not found'],
  ] as const) {
    it(`answers ${expected} for ${definition.plural}/${name}${port === undefined ? '' : `:${port}`}`, () => {
      expect(answer(definition, name, port)).to.equal(expected);
    });
  }
});
