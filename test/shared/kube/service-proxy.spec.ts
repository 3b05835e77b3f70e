import { expect } from 'chai';
import { longestAnswerBytes } from '../../../shared/kube/direct-http.ts';
import { ApiError, Unreachable } from '../../../shared/kube/kube.ts';
import type { HttpRequest, HttpResponse, KubeObject } from '../../../shared/kube/kube.ts';
import { httpFor, inNamespace, serviceHost } from '../../../shared/kube/service-proxy.ts';
import { anHttpServer } from '../../builders/an-http-server.ts';
import { FakeKube } from '../../builders/fake-kube.ts';

const aService = (name: string, namespace: string): KubeObject => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace } });
const answer = (status: number, text: string): HttpResponse => ({ status, headers: {}, text });
const status = (code: number, message: string) => answer(code, JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason: 'ServiceUnavailable', code }));
const failureOf = (promise: Promise<unknown>): Promise<Error> => promise.then(() => new Error('it succeeded'), (error: Error) => error);

/** A cluster with Services `prometheus` in `monitoring` and `loadtester` in `test`, seen from outside; what was asked of the proxy. */
function outside(say: HttpResponse = answer(200, 'fine')) {
  const kube = new FakeKube({ namespace: 'test' }).put(aService('prometheus', 'monitoring'), aService('loadtester', 'test'));
  const asked: { path: string; request: HttpRequest }[] = [];
  kube.onRequest = (path, request) => {
    asked.push({ path, request });
    return say;
  };
  return { kube, asked, fetch: httpFor(kube) };
}

describe('shared/kube/service-proxy.ts', () => {
  describe('from an operator\'s machine', () => {
    const proxied: [address: string, path: string][] = [
      ['http://prometheus.monitoring:9090/api/v1/query?query=1', '/api/v1/namespaces/monitoring/services/prometheus:9090/proxy/api/v1/query?query=1'],
      ['http://prometheus.monitoring.svc:9090/', '/api/v1/namespaces/monitoring/services/prometheus:9090/proxy/'],
      ['http://prometheus.monitoring.svc.cluster.local/x', '/api/v1/namespaces/monitoring/services/prometheus:80/proxy/x'],
      ['https://prometheus.monitoring', '/api/v1/namespaces/monitoring/services/https:prometheus:443/proxy/'],
      ['http://loadtester/gate/check', '/api/v1/namespaces/test/services/loadtester:80/proxy/gate/check'],
    ];
    for (const [address, path] of proxied) {
      it(`reaches ${address} through the API server`, async () => {
        const { fetch, asked } = outside();
        expect(await fetch(address)).to.deep.equal(answer(200, 'fine'));
        expect(asked.map((call) => call.path)).to.deep.equal([path]);
      });
    }

    it('passes method, body and headers on, and puts query parameters into the path', async () => {
      const { fetch, asked } = outside();
      await fetch('http://loadtester/', { method: 'POST', body: { a: 1 }, headers: { 'X-A': 'b' }, query: { q: '1 2' }, timeoutMs: 5000 });
      expect(asked[0]?.path).to.equal('/api/v1/namespaces/test/services/loadtester:80/proxy/?q=1+2');
      expect(asked[0]?.request).to.deep.include({ method: 'POST', body: { a: 1 }, timeoutMs: 5000, headers: { Accept: '*/*', 'X-A': 'b' } });
      expect(asked[0]?.request).not.to.have.property('query');
    });

    it('looks a bare name up in the namespace that it is told', async () => {
      const { kube, asked } = outside();
      kube.put(aService('gate', 'shop'));
      await httpFor(kube, { namespace: 'shop' })('http://gate/');
      expect(asked[0]?.path).to.equal('/api/v1/namespaces/shop/services/gate:80/proxy/');
    });

    it('reaches what is no Service directly', async () => {
      const { fetch, asked } = outside();
      await using server = await anHttpServer(() => ({ body: 'directly' }));
      expect((await fetch(server.url)).text).to.equal('directly');
      expect((await fetch(server.url.replace('127.0.0.1', 'localhost'))).text).to.equal('directly');
      expect(asked).to.deep.equal([]);
    });

    it('asks for a Service once', async () => {
      const { kube, fetch } = outside();
      await fetch('http://prometheus.monitoring/');
      await httpFor(kube)('http://prometheus.monitoring/');
      expect(kube.calls.filter(({ verb }) => verb === 'get')).to.have.lengthOf(1);
    });

    it('asks again for what was no Service and does not answer directly either', async () => {
      const { kube, fetch } = outside();
      expect(await failureOf(fetch('http://later.invalid/'))).to.be.instanceOf(Unreachable);
      kube.put(aService('later', 'invalid'));
      expect((await fetch('http://later.invalid/')).text).to.equal('fine');
    });

    it('takes a host for no Service where the Service may not be read', async () => {
      const { kube, fetch } = outside();
      kube.failNext(({ verb }) => verb === 'get', new ApiError(403, 'Forbidden', 'no'));
      expect((await failureOf(fetch('http://example.invalid/'))).message).to.match(/^http:\/\/example\.invalid cannot be reached/);
    });

    const refusals: [name: string, said: HttpResponse, message: string][] = [
      ['no pods', status(503, 'no endpoints available for service "prometheus"'), 'service prometheus.monitoring cannot be reached through the API server: no endpoints available for service "prometheus"'],
      ['no rights', status(403, 'services "prometheus:80" is forbidden'), 'service prometheus.monitoring cannot be reached through the API server: services "prometheus:80" is forbidden'],
      ['refused connection', status(503, 'error trying to reach service: dial tcp 10.0.0.1:1: connect: connection refused'), 'service prometheus.monitoring cannot be reached through the API server: error trying to reach service: dial tcp 10.0.0.1:1: connect: connection refused'],
      ['a flood', answer(200, 'x'.repeat(longestAnswerBytes + 1)), 'service prometheus.monitoring cannot be read: its answer is longer than 1 MiB'],
    ];
    for (const [name, said, message] of refusals) {
      it(`takes the API server's own answer for none: ${name}`, async () => {
        const error = await failureOf(outside(said).fetch('http://prometheus.monitoring/'));
        expect(error).to.be.instanceOf(Unreachable);
        expect(error.message).to.equal(message);
      });
    }

    for (const said of [answer(503, 'busy'), answer(404, '{"kind":"Status","message":"ours"}'), answer(500, '{"kind":"Status')]) {
      it(`gives back the Service's own ${said.status} ${said.text}`, async () => {
        expect(await outside(said).fetch('http://prometheus.monitoring/')).to.deep.equal(said);
      });
    }

    for (const [address, headers] of [['http://prometheus.monitoring/', { Authorization: 'Bearer s3cret' }], ['http://user:s3cret@prometheus.monitoring/', {}]] as const) {
      it(`shows no credentials to the API server: ${address}`, async () => {
        const { fetch, asked } = outside();
        const error = await failureOf(fetch(address, { headers }));
        expect(error).to.be.instanceOf(Unreachable);
        expect(error.message).to.contain('asks for credentials').and.not.contain('s3cret');
        expect(asked).to.deep.equal([]);
      });
    }
  });

  it('reaches everything directly inside the cluster', async () => {
    const kube = new FakeKube({ inCluster: true });
    await using server = await anHttpServer(() => ({ body: 'directly' }));
    expect((await httpFor(kube)(server.url)).text).to.equal('directly');
    expect(kube.calls).to.deep.equal([]);
  });

  const bare: [address: string, completed: string][] = [
    ['http://loadtester/x?y=1', 'http://loadtester.shop/x?y=1'],
    ['http://loadtester.other:81/', 'http://loadtester.other:81/'],
    ['http://localhost:1/', 'http://localhost:1/'],
  ];
  for (const [address, completed] of bare) {
    it(`completes ${address} to ${completed}`, () => {
      expect(inNamespace(address, 'shop')).to.equal(completed);
    });
  }

  for (const host of ['example.com.org', 'a.b.svc.example.com', '10.0.0.1', '[::1]', 'localhost', 'pod-0.db.test.svc.cluster.local']) {
    it(`takes ${host} for no Service`, () => {
      expect(serviceHost(host, 'test')).to.equal(undefined);
    });
  }
});
