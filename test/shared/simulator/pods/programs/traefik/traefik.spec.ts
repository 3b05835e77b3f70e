import { expect } from 'chai';
import { ManualClock } from '../../../../../builders/a-manual-clock.ts';
import { aStartedContainer } from '../../../../../builders/a-started-container.ts';
import type { MadeUpContainer } from '../../../../../builders/a-started-container.ts';
import { anHttpServer } from '../../../../../builders/an-http-server.ts';
import type { HttpServer } from '../../../../../builders/an-http-server.ts';
import { ask } from '../../../../../builders/ask.ts';
import type { Question } from '../../../../../builders/ask.ts';
import { FakeKube } from '../../../../../builders/fake-kube.ts';
import { until } from '../../../../../builders/until.ts';
import { ApiError } from '../../../../../../shared/kube/kube.ts';
import type { KubeObject } from '../../../../../../shared/kube/kube.ts';
import { traefik as observer } from '../../../../../../shared/metrics/observers/traefik.ts';
import { seriesTest } from '../../../../../../shared/metrics/matcher.ts';
import { parseSeries } from '../../../../../../shared/metrics/prometheus-text.ts';
import type { LoopbackAddress, Network } from '../../../../../../shared/simulator/pods/network.ts';
import type { RunningProgram } from '../../../../../../shared/simulator/pods/program.ts';
import { traefik } from '../../../../../../shared/simulator/pods/programs/traefik/traefik.ts';

/** Two Services, `app-primary` and `app-canary`, each with a pod behind it, and Traefik in front. */
class DataPlane implements AsyncDisposable {
  readonly kube = new FakeKube();
  readonly clock = new ManualClock();
  readonly addresses = new Map<string, LoopbackAddress>();
  readonly container: MadeUpContainer;
  #running: RunningProgram | undefined;

  constructor() {
    const { addresses, kube, clock } = this;
    const network: Network = { service: ({ name }) => addresses.get(name), endpoint: () => undefined, pod: () => undefined, ip: (ip) => addresses.get(ip) };
    this.container = aStartedContainer({ pod: 'traefik-1', kube, clock, network, container: { args: ['--providers.kubernetescrd.allowcrossnamespace=true'] } });
    this.put('Service', 'v1', 'app-primary', { spec: { clusterIP: '10.96.0.1', ports: [{ name: 'http', port: 80 }] } });
    this.put('Service', 'v1', 'app-canary', { spec: { clusterIP: '10.96.0.2', ports: [{ name: 'http', port: 80 }] } });
    this.put('IngressRoute', 'traefik.io/v1alpha1', 'app', { spec: { entryPoints: ['web'], routes: [{ kind: 'Rule', match: 'Host(`app.test`)', services: [{ kind: 'TraefikService', name: 'app', port: 80 }] }] } });
  }

  static async start(...pods: readonly [ip: string, service: string, server: HttpServer][]): Promise<DataPlane> {
    const plane = new DataPlane();
    for (const [ip, service, server] of pods) {
      plane.endpoint(ip, service, server);
    }
    return plane;
  }

  endpoint(ip: string, service: string, server: HttpServer): void {
    this.addresses.set(ip, { host: '127.0.0.1', port: Number(new URL(server.url).port) });
    this.put('EndpointSlice', 'discovery.k8s.io/v1', `${service}-${ip}`, { ports: [{ name: 'http', port: 8080 }], endpoints: [{ addresses: [ip], conditions: { ready: true } }] }, { 'kubernetes.io/service-name': service });
  }

  weights(primary: number, canary: number, more: object = {}): void {
    this.put('TraefikService', 'traefik.io/v1alpha1', 'app', { spec: { weighted: { services: [{ name: 'app-primary', port: 80, weight: primary }, { name: 'app-canary', port: 80, weight: canary, ...more }] } } });
  }

  put(kind: string, apiVersion: string, name: string, object: object, labels: Record<string, string> = {}): void {
    this.kube.put({ ...object, apiVersion, kind, metadata: { name, namespace: 'test', labels } } as KubeObject);
  }

  async run(): Promise<void> {
    this.#running = await traefik.start(this.container);
    await this.applied(1);
  }

  /** Waits for so many configurations, the clock running meanwhile. */
  async applied(count: number): Promise<void> {
    await until(`configuration ${count} is applied`, async () => {
      this.clock.advance(100);
      return (await this.reloads()) >= count;
    });
  }

  async reloads(): Promise<number> {
    return parseSeries(await this.metrics(), 'traefik_config_reloads_total')[0]?.value ?? 0;
  }

  async metrics(): Promise<string> {
    return (await ask(this.port(9100), '/metrics')).text;
  }

  ask(path = '/', { headers = {}, ...question }: Question = {}) {
    return ask(this.port(8000), path, { headers: { host: 'app.test', ...headers }, ...question });
  }

  async texts(count: number): Promise<string> {
    let all = '';
    for (let asked = 0; asked < count; asked += 1) {
      const { status, text } = await this.ask();
      all += status === 200 ? text : `[${status}]`;
    }
    return all;
  }

  port(containerPort: number): number {
    return this.#running!.ports.get(containerPort)!;
  }

  stop(graceMs: number): Promise<void> {
    return this.#running!.stop(graceMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running?.stop(0);
  }
}

const workload = { namespace: 'test', canaryService: 'app-canary' } as never;

describe('shared/simulator/pods/programs/traefik/traefik.ts', () => {
  it('splits by weights, in exact shares', async () => {
    await using primary = await anHttpServer(() => ({ body: 'p' }));
    await using canary = await anHttpServer(() => ({ body: 'c' }));
    await using plane = await DataPlane.start(['10.244.0.2', 'app-primary', primary], ['10.244.0.3', 'app-canary', canary]);
    plane.weights(80, 20);
    await plane.run();
    expect(await plane.texts(10)).to.equal('ppcppppcpp');
  });

  it('takes up new weights a moment after they were written', async () => {
    await using primary = await anHttpServer(() => ({ body: 'p' }));
    await using canary = await anHttpServer(() => ({ body: 'c' }));
    await using plane = await DataPlane.start(['10.244.0.2', 'app-primary', primary], ['10.244.0.3', 'app-canary', canary]);
    plane.weights(100, 0);
    await plane.run();
    plane.weights(0, 100);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await plane.texts(2)).to.equal('pp');
    await plane.applied(2);
    expect(await plane.texts(2)).to.equal('cc');
  });

  it('passes on method, path, headers, body and status, and says for whom', async () => {
    await using primary = await anHttpServer(() => ({ status: 418, headers: { 'X-Own': 'a' }, body: 'tea' }));
    await using plane = await DataPlane.start(['10.244.0.2', 'app-primary', primary], ['10.244.0.3', 'app-canary', primary]);
    plane.weights(1, 0);
    await plane.run();
    const answer = await plane.ask('/a/b?c=d', { method: 'POST', headers: { 'X-A': 'b', 'X-Forwarded-For': '1.2.3.4' }, body: 'hällo' });
    expect(answer).to.include({ status: 418, text: 'tea' });
    expect(answer.headers).to.include({ 'x-own': 'a' });
    expect(primary.received[0]).to.include({ method: 'POST', path: '/a/b?c=d', body: 'hällo' });
    expect(primary.received[0]?.headers).to.include({ 'host': 'app.test', 'x-a': 'b', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'app.test', 'x-forwarded-proto': 'http', 'x-forwarded-server': 'traefik-1' });
  });

  it('answers 404 to all of a route while one Service has no endpoints, though its weight be 0', async () => {
    await using primary = await anHttpServer(() => ({ body: 'p' }));
    await using plane = await DataPlane.start(['10.244.0.2', 'app-primary', primary]);
    plane.weights(100, 0);
    await plane.run();
    expect(await plane.ask()).to.include({ status: 404, text: '404 page not found\n' });
    expect(plane.container.lines).to.include('ERR TraefikService test/app: no servers found for test/app-canary');
    plane.endpoint('10.244.0.3', 'app-canary', primary);
    await plane.applied(2);
    expect(await plane.texts(1)).to.equal('p');
  });

  it('answers 502 to the share alone of a Service without endpoints that it reaches through its cluster IP', async () => {
    await using primary = await anHttpServer(() => ({ body: 'p' }));
    await using plane = await DataPlane.start(['10.244.0.2', 'app-primary', primary]);
    plane.weights(50, 50, { nativeLB: true });
    await plane.run();
    expect(await plane.texts(4)).to.equal('p[502]p[502]');
    expect((await plane.ask()).status).to.equal(200);
    expect((await plane.ask()).text).to.equal('Bad Gateway');
  });

  it('answers 404 where no route takes the request, and 503 where nobody has a weight', async () => {
    await using primary = await anHttpServer(() => ({ body: 'p' }));
    await using plane = await DataPlane.start(['10.244.0.2', 'app-primary', primary], ['10.244.0.3', 'app-canary', primary]);
    plane.weights(0, 0);
    await plane.run();
    expect(await plane.ask()).to.include({ status: 503, text: 'no available server\n' });
    expect((await plane.ask('/', { headers: { host: 'other.test' } })).status).to.equal(404);
  });

  it('answers 502 where a pod does not', async () => {
    await using primary = await anHttpServer(() => ({ body: 'p' }));
    await using plane = await DataPlane.start(['10.244.0.2', 'app-primary', primary], ['10.244.0.3', 'app-canary', primary]);
    plane.addresses.set('10.244.0.2', { host: '127.0.0.1', port: 1 });
    plane.weights(100, 0);
    await plane.run();
    expect(await plane.texts(1)).to.equal('[502]');
  });

  it('asks again where a connection that was kept is closed by its pod', async () => {
    await using first = await anHttpServer(() => ({ body: 'p' }));
    await using plane = await DataPlane.start(['10.244.0.2', 'app-primary', first], ['10.244.0.3', 'app-canary', first]);
    plane.weights(100, 0);
    await plane.run();
    expect(await plane.texts(1)).to.equal('p');
    await first[Symbol.asyncDispose]();
    await using second = await anHttpServer(() => ({ body: 'q' }));
    plane.addresses.set('10.244.0.2', { host: '127.0.0.1', port: Number(new URL(second.url).port) });
    expect(await plane.texts(3)).to.equal('qqq');
  });

  it('counts as the product reads it, and begins nothing anew with a new configuration', async () => {
    await using primary = await anHttpServer(() => ({ body: 'p' }));
    await using canary = await anHttpServer(() => ({ status: 500 }));
    await using plane = await DataPlane.start(['10.244.0.2', 'app-primary', primary], ['10.244.0.3', 'app-canary', canary]);
    plane.weights(50, 50);
    await plane.run();
    await plane.texts(4);
    plane.weights(0, 100);
    await plane.applied(2);
    await plane.texts(3);
    const text = await plane.metrics();
    const isCanary = seriesTest(observer.requests.matchers(workload));
    const counted = parseSeries(text, observer.requests.metric).filter(({ labels }) => isCanary(labels));
    expect(counted.map(({ labels, value }) => ({ ...labels, value }))).to.deep.equal([{ code: '500', method: 'GET', protocol: 'http', service: 'test-app-canary-80@kubernetescrd', value: 5 }]);
    const buckets = parseSeries(text, `${observer.duration.metric}_bucket`).filter(({ labels }) => isCanary(labels));
    expect(buckets.map(({ labels }) => labels['le'])).to.deep.equal(['0.1', '0.3', '1.2', '5', '+Inf']);
    expect(parseSeries(text, 'traefik_service_requests_total').find(({ labels }) => labels['service'] === 'test-app-primary-80@kubernetescrd')?.value).to.equal(2);
    expect(parseSeries(text, 'traefik_entrypoint_requests_total').map(({ labels, value }) => [labels['entrypoint'], labels['code'], value])).to.deep.equal([['web', '200', 2], ['web', '500', 5]]);
  });

  it('sends copies to a mirror, and nobody waits for it', async () => {
    await using primary = await anHttpServer(() => ({ body: 'p' }));
    await using canary = await anHttpServer(() => undefined);
    await using plane = await DataPlane.start(['10.244.0.2', 'app-primary', primary], ['10.244.0.3', 'app-canary', canary]);
    plane.put('TraefikService', 'traefik.io/v1alpha1', 'app', { spec: { mirroring: { name: 'app-primary', port: 80, mirrors: [{ name: 'app-canary', port: 80, percent: 100 }] } } });
    await plane.run();
    expect((await plane.ask('/x', { method: 'POST', body: 'one' })).text).to.equal('p');
    await until('the mirror has it too', () => canary.received.length === 1);
    expect(canary.received[0]).to.include({ method: 'POST', path: '/x', body: 'one' });
  });

  it('waits for Traefik\'s kinds where they are not there yet', async () => {
    await using primary = await anHttpServer(() => ({ body: 'p' }));
    await using plane = await DataPlane.start(['10.244.0.2', 'app-primary', primary], ['10.244.0.3', 'app-canary', primary]);
    plane.weights(1, 1);
    plane.kube.failNext(({ verb, resource }) => verb === 'list' && resource === 'ingressroutes', new ApiError(404, 'NotFound', 'the server could not find the requested resource'));
    await plane.run();
    expect(plane.container.lines).to.include('ERR error while watching ingressroutes: the server could not find the requested resource');
    expect(await plane.texts(1)).to.equal('p');
  });

  it('answers pings, and watches no more after its end', async () => {
    const plane = await DataPlane.start();
    await plane.run();
    expect(await ask(plane.port(8080), '/ping')).to.include({ status: 200, text: 'OK' });
    const port = plane.port(8000);
    await plane.stop(1000);
    expect(await ask(port, '/').catch((error: NodeJS.ErrnoException) => error.code)).to.equal('ECONNREFUSED');
  });
});
