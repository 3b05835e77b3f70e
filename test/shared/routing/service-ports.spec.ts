import { expect } from 'chai';
import { routeOf } from '../../../shared/routing/route-of.ts';
import { servicePorts } from '../../../shared/routing/service-ports.ts';
import type { ServicePort } from '../../../shared/routing/service-ports.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';

const http: ServicePort = { name: 'http', port: 80, targetPort: 80, protocol: 'TCP' };
const containerPorts = [{ name: 'http', containerPort: 9898 }, { name: 'metrics', containerPort: 9797 }, { containerPort: 53, protocol: 'UDP' }];
const others = [{ name: 'metrics', port: 9797, targetPort: 9797, protocol: 'TCP' }, { name: 'udp-53', port: 53, targetPort: 53, protocol: 'UDP' }];

function portsOf(service: object, { existing = [], keepsAll = false, ports = containerPorts }: { existing?: ServicePort[]; keepsAll?: boolean; ports?: object[] } = {}): ServicePort[] {
  const route = routeOf(aCanary().serving({ port: 80, ...service }).build());
  return servicePorts(route, aDeployment().container({ ports }).build().spec.template, { existing, keepsAll });
}

describe('shared/routing/service-ports.ts', () => {
  const cases: [title: string, service: object, ports: ServicePort[]][] = [
    ['needs a port alone', {}, [http]],
    ['takes name, target and protocol from spec.service', { portName: 'web', targetPort: 'http', appProtocol: 'grpc' }, [{ name: 'web', port: 80, targetPort: 'http', protocol: 'TCP', appProtocol: 'grpc' }]],
    ['discovers the containers\' other ports', { targetPort: 9898, portDiscovery: true }, [{ ...http, targetPort: 9898 }, ...others]],
    ['knows its own port by its name, too', { targetPort: 'http', portDiscovery: true }, [{ ...http, targetPort: 'http' }, ...others]],
    ['leaves out a port whose name or number is taken', { port: 9797, portName: 'http', targetPort: 1 , portDiscovery: true }, [{ ...http, port: 9797, targetPort: 1 }, others[1]!]],
  ];
  for (const [title, service, ports] of cases) {
    it(title, () => {
      expect(portsOf(service)).to.deep.equal(ports);
    });
  }

  it('keeps node ports that were given', () => {
    expect(portsOf({}, { existing: [{ ...http, nodePort: 30080 }] })).to.deep.equal([{ ...http, nodePort: 30080 }]);
  });

  it('drops a port that no container has any more', () => {
    expect(portsOf({ portDiscovery: true }, { existing: [http, ...others], ports: [] })).to.deep.equal([http]);
  });

  it('keeps it while the pods run another template', () => {
    expect(portsOf({ portDiscovery: true }, { existing: [http, ...others], ports: [], keepsAll: true })).to.deep.equal([http, ...others]);
  });
});
