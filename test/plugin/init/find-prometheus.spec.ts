import { expect } from 'chai';
import { findPrometheus } from '../../../plugin/init/find-prometheus.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import type { HttpResponse, KubeObject } from '../../../shared/kube/kube.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

const service = (name: string, namespace: string, ...ports: number[]) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { ports: ports.map((port) => ({ port })) } }) as KubeObject;
const says = (result: object[]): HttpResponse => ({ status: 200, headers: {}, text: JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }) });

describe('plugin/init/find-prometheus.ts', () => {
  it('finds it by its usual names, ports and namespaces', async () => {
    const kube = fakeKube(
      service('prometheus', 'test', 9090), service('prometheus-server', 'monitoring', 80), service('kube-prometheus-stack-prometheus', 'observability', 8080, 9090),
      service('prometheus-node-exporter', 'monitoring', 9100), service('prometheus-alertmanager', 'monitoring', 80), service('prometheus', 'elsewhere', 9090), service('prometheus', 'traefik', 1234),
    );
    kube.onRequest = () => says([]);
    expect((await findPrometheus(kube, 'test')).map(({ address }) => address)).to.deep.equal(['http://prometheus.test:9090', 'http://prometheus-server.monitoring', 'http://kube-prometheus-stack-prometheus.observability:9090']);
  });

  const answers: [title: string, answer: HttpResponse, traefik: RegExp][] = [
    ['has numbers of Traefik', says([{ metric: {}, value: [0, '4'] }]), /^"counted"$/],
    ['has none', says([]), /^"not counted"$/],
    ['gives no answer', { status: 503, headers: {}, text: '{"kind":"Status","apiVersion":"v1","code":503,"message":"no endpoints available"}' }, /no endpoints available/],
    ['wants credentials', { status: 401, headers: {}, text: 'Unauthorized' }, /HTTP 401: Unauthorized/],
  ];
  for (const [title, answer, traefik] of answers) {
    it(`asks whether it ${title}`, async () => {
      const kube = fakeKube(service('prometheus', 'monitoring', 9090));
      kube.onRequest = (path) => {
        expect(path).to.match(/^\/api\/v1\/namespaces\/monitoring\/services\/prometheus:9090\/proxy\/api\/v1\/query\?query=count/);
        return answer;
      };
      expect(JSON.stringify((await findPrometheus(kube, 'test'))[0]?.traefik)).to.match(traefik);
    });
  }

  it('leaves out namespaces that may not be read', async () => {
    const kube = fakeKube(service('prometheus', 'monitoring', 9090));
    kube.failNext(({ namespace }) => namespace === 'monitoring', new ApiError(403, 'Forbidden', 'no'));
    expect(await findPrometheus(kube, 'test')).to.deep.equal([]);
  });
});
