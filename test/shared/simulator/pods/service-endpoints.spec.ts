import { expect } from 'chai';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import { portNameOf, readyAddresses } from '../../../../shared/simulator/pods/service-endpoints.ts';

const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'app' }, spec: { ports: [{ name: 'http', port: 80, targetPort: 'web' }, { name: 'metrics', port: 9100 }] } } as ApiObject;
const unnamed = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'app' }, spec: { ports: [{ port: 80 }] } } as ApiObject;

function slice(...endpoints: object[]): ApiObject {
  return { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 'app-1' }, ports: [{ name: 'http', port: 9898 }], endpoints };
}

describe('shared/simulator/pods/service-endpoints.ts', () => {
  for (const [of, port, name] of [[service, 80, 'http'], [service, '80', 'http'], [service, 'metrics', 'metrics'], [service, 81, undefined], [service, 'none', undefined], [service, '', undefined], [unnamed, 80, ''], [unnamed, '', '']] as const) {
    it(`calls port ${JSON.stringify(port)} of ${of === service ? 'several' : 'one without name'} ${JSON.stringify(name)}`, () => {
      expect(portNameOf(of, port)).to.equal(name);
    });
  }

  it('has the ready endpoints of a port, and those that say nothing', () => {
    const slices = [slice({ addresses: ['10.0.0.1'], conditions: { ready: true } }, { addresses: ['10.0.0.2'], conditions: { ready: false, serving: true } }), slice({ addresses: ['10.0.0.3'] })];
    expect(readyAddresses(slices, 'http')).to.deep.equal([{ ip: '10.0.0.1', port: 9898 }, { ip: '10.0.0.3', port: 9898 }]);
    expect(readyAddresses(slices, 'metrics')).to.deep.equal([]);
  });

  it('has none of a slice that is empty', () => {
    expect(readyAddresses([{ ...slice(), endpoints: null, ports: null }], 'http')).to.deep.equal([]);
  });
});
