import { expect } from 'chai';
import { decideEndpoints } from '../../../../../shared/simulator/controllers/endpoints/decide-endpoints.ts';
import type { Service } from '../../../../../shared/simulator/controllers/objects/service.ts';
import { aRunningPod } from '../../../../builders/a-running-pod.ts';

const service = (spec: Partial<Service['spec']> = {}): Service => ({
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'test' },
  spec: { clusterIP: '10.96.0.10', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http', protocol: 'TCP' }], ...spec },
});
const pod = (name: string, options: Parameters<typeof aRunningPod>[1] = {}) => aRunningPod(name, { ip: `10.244.0.${name}`, ...options });
const target = (name: string) => ({ ip: `10.244.0.${name}`, nodeName: 'node-1', targetRef: { kind: 'Pod', namespace: 'test', name, uid: `uid-${name}` } });

describe('shared/simulator/controllers/endpoints/decide-endpoints.ts', () => {
  it('tells ready addresses from those that are not', () => {
    expect(decideEndpoints(service(), [pod('1'), pod('2', { ready: false })], undefined)).to.deep.equal({
      apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'web', namespace: 'test', labels: { 'endpoints.kubernetes.io/managed-by': 'endpoint-controller' } },
      subsets: [{ addresses: [target('1')], notReadyAddresses: [target('2')], ports: [{ port: 8080, protocol: 'TCP' }] }],
    });
  });

  it('leaves out pods that are being deleted, unless all are published', () => {
    expect(decideEndpoints(service(), [pod('1', { terminating: true })], undefined)).not.to.have.property('subsets');
    expect(decideEndpoints(service({ publishNotReadyAddresses: true }), [pod('1', { terminating: true, ready: false })], undefined)?.subsets).to.deep.equal([{ addresses: [target('1')], ports: [{ port: 8080, protocol: 'TCP' }] }]);
  });

  it('needs no ports where the Service is headless', () => {
    expect(decideEndpoints(service({ clusterIP: 'None', ports: [] }), [pod('1')], undefined)?.subsets).to.deep.equal([{ addresses: [target('1')] }]);
  });

  it('changes nothing where all is said, and what is not', () => {
    const found = decideEndpoints(service(), [pod('1')], undefined);
    expect(decideEndpoints(service(), [pod('1')], found)).to.equal(undefined);
    expect(decideEndpoints(service(), [], found)).not.to.have.property('subsets');
  });
});
