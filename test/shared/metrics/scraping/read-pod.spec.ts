import { expect } from 'chai';
import { Unreachable } from '../../../../shared/kube/kube.ts';
import { readMetrics } from '../../../../shared/metrics/scraping/read-pod.ts';
import { aPod, apiServerSays, scrapedKube } from '../../../builders/a-pod.ts';
import type { PodOptions } from '../../../builders/a-pod.ts';

describe('shared/metrics/scraping/read-pod.ts', () => {
  const paths: [title: string, pod: PodOptions, defaultPort: number | undefined, path: string][] = [
    ['the data plane\'s port', {}, 9100, 'a:9100/proxy/metrics'],
    ['the annotated port', { annotations: { 'prometheus.io/port': '8082' } }, 9100, 'a:8082/proxy/metrics'],
    ['the annotated path', { annotations: { 'prometheus.io/path': 'admin/stats' } }, 9100, 'a:9100/proxy/admin/stats'],
    ['the annotated scheme', { annotations: { 'prometheus.io/scheme': 'https' } }, 9100, 'https:a:9100/proxy/metrics'],
    ['the port that is named for it', { ports: [{ name: 'http', containerPort: 80 }, { name: 'http-metrics', containerPort: 9797 }] }, undefined, 'a:9797/proxy/metrics'],
    ['else the first port', { ports: [{ containerPort: 8080 }, { containerPort: 8081 }] }, undefined, 'a:8080/proxy/metrics'],
  ];
  for (const [title, options, defaultPort, path] of paths) {
    it(`reads ${title}`, async () => {
      const pod = aPod('a', options);
      const asked: string[] = [];
      const kube = scrapedKube([]);
      kube.onRequest = (requested) => {
        asked.push(requested);
        return { status: 200, headers: {}, text: 'm 1' };
      };
      expect(await readMetrics(kube, pod, defaultPort)).to.equal('m 1');
      expect(asked).to.deep.equal([`/api/v1/namespaces/traefik/pods/${path}`]);
    });
  }

  it('says what to set where something else answers', async () => {
    const pod = aPod('a');
    const error: unknown = await readMetrics(scrapedKube([{ pod, says: { status: 404, headers: {}, text: '404 page not found' } }]), pod, 9100).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Unreachable).with.property('message', '/metrics of pod a.traefik on port 9100 answered HTTP 404: set annotations prometheus.io/port and prometheus.io/path on the pod');
  });

  it('says what the API server says', async () => {
    const pod = aPod('a');
    const error: unknown = await readMetrics(scrapedKube([{ pod, says: apiServerSays(503, 'connection refused') }]), pod, 9100).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Unreachable).with.property('message', '/metrics of pod a.traefik on port 9100 cannot be read: connection refused');
  });
});
