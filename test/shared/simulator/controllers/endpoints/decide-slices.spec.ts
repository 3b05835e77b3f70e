import { expect } from 'chai';
import { decideSlices } from '../../../../../shared/simulator/controllers/endpoints/decide-slices.ts';
import type { EndpointSlice } from '../../../../../shared/simulator/controllers/objects/endpoints.ts';
import type { Service } from '../../../../../shared/simulator/controllers/objects/service.ts';
import { aRunningPod } from '../../../../builders/a-running-pod.ts';

const service = (spec: Partial<Service['spec']> = {}): Service => ({
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'test', uid: 'uid-service', labels: { team: 'blue' } },
  spec: { clusterIP: '10.96.0.10', selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }], ...spec },
});
const pod = (name: string, options: Parameters<typeof aRunningPod>[1] = {}) => aRunningPod(name, { ip: '10.244.0.1', ...options });
const stored = (slice: EndpointSlice): EndpointSlice => ({ ...slice, metadata: { ...slice.metadata, name: `${slice.metadata.generateName}x`, uid: `uid-${JSON.stringify(slice.ports)}` } });
const endpointOf = (given: Service, ...pods: Parameters<typeof decideSlices>[1]) => decideSlices(given, pods, []).create[0]!.endpoints[0];

describe('shared/simulator/controllers/endpoints/decide-slices.ts', () => {
  it('names addresses and ports of the pods, and whose slice it is', () => {
    const { create } = decideSlices(service(), [pod('a'), pod('b', { ip: '10.244.0.2', madeAt: 1 }), pod('other', { labels: { app: 'other' } }), pod('elsewhere', { namespace: 'other' })], []);
    expect(create).to.deep.equal([{
      apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4',
      metadata: {
        name: '', generateName: 'web-', namespace: 'test',
        labels: { 'team': 'blue', 'kubernetes.io/service-name': 'web', 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' },
        ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name: 'web', uid: 'uid-service', controller: true, blockOwnerDeletion: true }],
      },
      endpoints: [
        { addresses: ['10.244.0.1'], conditions: { ready: true, serving: true, terminating: false }, nodeName: 'node-1', targetRef: { kind: 'Pod', namespace: 'test', name: 'a', uid: 'uid-a' } },
        { addresses: ['10.244.0.2'], conditions: { ready: true, serving: true, terminating: false }, nodeName: 'node-1', targetRef: { kind: 'Pod', namespace: 'test', name: 'b', uid: 'uid-b' } },
      ],
      ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    }]);
  });

  const conditions: [title: string, options: Parameters<typeof aRunningPod>[1], spec: Partial<Service['spec']>, conditions: object][] = [
    ['is not ready', { ready: false }, {}, { ready: false, serving: false, terminating: false }],
    ['is being deleted, but serves on', { terminating: true }, {}, { ready: false, serving: true, terminating: true }],
    ['is not ready, where all are published', { ready: false }, { publishNotReadyAddresses: true }, { ready: true, serving: false, terminating: false }],
  ];
  for (const [title, options, spec, expected] of conditions) {
    it(`tells of a pod that ${title}`, () => {
      expect(endpointOf(service(spec), pod('a', options))?.conditions).to.deep.equal(expected);
    });
  }

  it('leaves out pods without an address, and those that have ended', () => {
    expect(decideSlices(service(), [aRunningPod('a'), pod('b', { phase: 'Succeeded' })], []).create[0]).to.deep.include({ endpoints: [], ports: [] });
  });

  const ports: [title: string, port: object, number: number | undefined][] = [
    ['a number', { port: 80, targetPort: 9898 }, 9898],
    ['the same port where no target is named', { port: 80 }, 80],
    ['a name that no container knows', { port: 80, targetPort: 'admin' }, undefined],
    ['a name for another protocol', { port: 80, targetPort: 'http', protocol: 'UDP' }, undefined],
  ];
  for (const [title, port, number] of ports) {
    it(`resolves ${title} to ${number === undefined ? 'nothing' : 'a port'}`, () => {
      expect(decideSlices(service({ ports: [port as never] }), [pod('a')], []).create[0]!.ports[0]?.port).to.equal(number);
    });
  }

  it('gives a pod of a headless Service its host name', () => {
    const headless = service({ clusterIP: 'None' });
    expect(endpointOf(headless, pod('a', { spec: { hostname: 'web-0', subdomain: 'web' } }))).to.include({ hostname: 'web-0' });
    expect(decideSlices(headless, [], []).create[0]!.metadata.labels).to.include({ 'service.kubernetes.io/headless': '' });
  });

  it('changes nothing where all is said', () => {
    const [slice] = decideSlices(service(), [pod('a')], []).create.map(stored);
    expect(decideSlices(service(), [pod('a')], [slice!])).to.deep.equal({ create: [], update: [], remove: [] });
  });

  it('changes the slice that is there', () => {
    const [slice] = decideSlices(service(), [pod('a')], []).create.map(stored);
    const { create, update, remove } = decideSlices(service(), [pod('a', { ready: false })], [slice!]);
    expect([create, remove]).to.deep.equal([[], []]);
    expect(update[0]!.metadata.name).to.equal('web-x');
    expect(update[0]!.endpoints[0]!.conditions.ready).to.equal(false);
  });

  it('has a slice of its own for pods that serve on other ports, and removes it with them', () => {
    const other = pod('b', { madeAt: 1, spec: { containers: [{ name: 'web', ports: [{ name: 'http', containerPort: 9090 }] }] } });
    const both = decideSlices(service(), [pod('a'), other], []).create.map(stored);
    expect(both.map((slice) => slice.ports[0]?.port)).to.deep.equal([8080, 9090]);
    expect(decideSlices(service(), [pod('a')], both).remove.map((slice) => slice.ports[0]?.port)).to.deep.equal([9090]);
  });

  it('has a hundred endpoints in a slice', () => {
    const pods = Array.from({ length: 201 }, (_, index) => pod(`pod-${index}`));
    expect(decideSlices(service(), pods, []).create.map(({ endpoints }) => endpoints.length)).to.deep.equal([100, 100, 1]);
  });

  it('removes a slice of a Service of that name that was there before', () => {
    const [slice] = decideSlices({ ...service(), metadata: { ...service().metadata, uid: 'uid-before' } }, [pod('a')], []).create.map(stored);
    const { create, remove } = decideSlices(service(), [pod('a')], [slice!]);
    expect([create.length, remove.length]).to.deep.equal([1, 1]);
  });
});
