import http from 'node:http';
import { expect } from 'chai';
import { anHttpServer } from '../../../builders/an-http-server.ts';
import { until } from '../../../builders/until.ts';
import { ClusterNetwork } from '../../../../shared/simulator/pods/cluster-network.ts';
import { Store } from '../../../../shared/simulator/storage/store.ts';

const services = { group: '', plural: 'services' };
const endpointSlices = { group: 'discovery.k8s.io', plural: 'endpointslices' };
const endpoint = (ip: string, ready = true) => ({ addresses: [ip], conditions: { ready } });

class World {
  readonly store = new Store();
  readonly network = new ClusterNetwork(this.store);

  constructor() {
    this.store.put(services, { apiVersion: 'v1', kind: 'Service', metadata: { name: 'app', namespace: 'test' }, spec: { clusterIP: 'None', ports: [{ name: 'http', port: 80, targetPort: 'web' }] } });
  }

  slice(name: string, ...endpoints: object[]) {
    return this.store.put(endpointSlices, { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name, namespace: 'test', labels: { 'kubernetes.io/service-name': 'app' } }, ports: [{ name: 'http', port: 8080 }], endpoints });
  }

  pod(name: string, ip: string, port: number): () => void {
    return this.network.attach({ namespace: 'test', name, ip, ports: new Map([[8080, port]]), portNames: new Map([['web', 8080]]) });
  }

  /** The loopback ports that so many requests to the Service go to. */
  ports(count: number, port: number | string = 80): (number | undefined)[] {
    return Array.from({ length: count }, () => this.network.service({ namespace: 'test', name: 'app', port })?.port);
  }
}

describe('shared/simulator/pods/cluster-network.ts', () => {
  it('leads to a pod by its address and by its name', () => {
    const world = new World();
    const detach = world.pod('app-1', '10.244.0.2', 5001);
    expect(world.network.ip('10.244.0.2', 8080)).to.deep.equal({ host: '127.0.0.1', port: 5001 });
    expect(world.network.pod({ namespace: 'test', name: 'app-1', port: 8080 })?.port).to.equal(5001);
    expect(world.network.pod({ namespace: 'test', name: 'app-1', port: 'web' })?.port).to.equal(5001);
    expect(world.network.pod({ namespace: 'other', name: 'app-1', port: 8080 })).to.equal(undefined);
    expect(world.network.ip('10.244.0.2', 80)).to.equal(undefined);
    detach();
    expect(world.network.ip('10.244.0.2', 8080)).to.equal(undefined);
  });

  it('gives each ready endpoint of a Service its turn, from all its slices', () => {
    const world = new World();
    world.pod('app-1', '10.244.0.2', 5001);
    world.pod('app-2', '10.244.0.3', 5002);
    world.pod('app-3', '10.244.0.4', 5003);
    world.slice('app-a', endpoint('10.244.0.2'), endpoint('10.244.0.3', false));
    world.slice('app-b', endpoint('10.244.0.4'));
    expect(world.ports(4)).to.deep.equal([5001, 5003, 5001, 5003]);
    expect(world.ports(1, 'http')).to.deep.equal([5001]);
    expect(world.ports(1, 8080)).to.deep.equal([undefined]);
  });

  it('goes on with those that still serve on their way out, while there are no others', () => {
    const world = new World();
    world.pod('app-1', '10.244.0.2', 5001);
    world.pod('app-2', '10.244.0.3', 5002);
    const onItsWayOut = (ip: string, serving: boolean) => ({ addresses: [ip], conditions: { ready: false, serving, terminating: true } });
    world.slice('app-a', onItsWayOut('10.244.0.2', true), onItsWayOut('10.244.0.3', false));
    expect(world.ports(2)).to.deep.equal([5001, 5001]);
    expect(world.network.endpoint({ namespace: 'test', name: 'app', port: 80 })).to.equal(undefined);
    world.slice('app-b', endpoint('10.244.0.3'));
    expect(world.ports(2)).to.deep.equal([5002, 5002]);
  });

  it('sees a change of the endpoints at once', () => {
    const world = new World();
    world.pod('app-1', '10.244.0.2', 5001);
    expect(world.ports(1)).to.deep.equal([undefined]);
    const slice = world.slice('app-a', endpoint('10.244.0.2'));
    expect(world.ports(1)).to.deep.equal([5001]);
    world.slice('app-a', endpoint('10.244.0.2', false));
    expect(world.ports(1)).to.deep.equal([undefined]);
    world.slice('app-a', endpoint('10.244.0.2'));
    world.store.remove(endpointSlices, slice);
    expect(world.ports(1)).to.deep.equal([undefined]);
  });

  it('knows the address in the cluster of an endpoint at which nothing listens', () => {
    const world = new World();
    world.slice('app-a', endpoint('10.244.0.9'));
    expect(world.network.endpoint({ namespace: 'test', name: 'app', port: 80 })).to.deep.equal({ ip: '10.244.0.9', port: 8080 });
    expect(world.ports(1)).to.deep.equal([undefined]);
  });

  it('knows no Service that is not there', () => {
    expect(new World().network.service({ namespace: 'test', name: 'none', port: 80 })).to.equal(undefined);
  });

  it('pauses a pod: it accepts and says nothing until it goes on', async () => {
    await using server = await anHttpServer(() => ({ body: 'here' }));
    const world = new World();
    world.pod('app-1', '10.244.0.2', Number(new URL(server.url).port));
    const resume = await world.network.pausePod('test', 'app-1');
    const asked = ask(world.network.ip('10.244.0.2', 8080)!.port);
    await until('it is connected', () => asked.isConnected());
    expect(server.received).to.have.length(0);
    resume();
    expect(await asked.answer).to.equal('here');
    expect(world.network.ip('10.244.0.2', 8080)?.port).to.equal(Number(new URL(server.url).port));
  });

  it('cuts what waits for a paused pod that ends', async () => {
    await using server = await anHttpServer(() => ({ body: 'here' }));
    const world = new World();
    const detach = world.pod('app-1', '10.244.0.2', Number(new URL(server.url).port));
    await world.network.pausePod('test', 'app-1');
    const asked = ask(world.network.ip('10.244.0.2', 8080)!.port);
    await until('it is connected', () => asked.isConnected());
    detach();
    expect(await asked.answer.catch((error: NodeJS.ErrnoException) => error.code)).to.equal('ECONNRESET');
  });
});

function ask(port: number) {
  let connected = false;
  const answer = new Promise<string>((resolve, reject) => {
    const request = http.get({ port, host: '127.0.0.1', agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('end', () => resolve(text));
    }).on('error', reject);
    request.on('socket', (socket) => socket.on('connect', () => (connected = true)));
  });
  return { answer, isConnected: () => connected };
}
