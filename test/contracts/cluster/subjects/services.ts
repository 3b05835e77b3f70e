import { expect } from 'chai';
import { pods, services } from '../../../../shared/kube/resources.ts';
import type { Resource } from '../../../../shared/kube/resources.ts';
import { until } from '../../../builders/until.ts';
import { aNamespace } from '../a-namespace.ts';
import { refusalOf, succeeded } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import type { EventStream } from '../event-stream.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aPod, aService } from '../samples.ts';

const endpointSlices: Resource = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', plural: 'endpointslices', namespaced: true };
const endpoints: Resource = { apiVersion: 'v1', kind: 'Endpoints', plural: 'endpoints', namespaced: true };
const address = /^\d+\.\d+\.\d+\.\d+$/;

/** How pods are found and called. */
export function describeServices(exam: Exam): void {
  describe('services', () => {
    const here = aNamespace(exam, 'services');
    const slicesOf = (service: string) => here.watch(endpointSlices, { labelSelector: `kubernetes.io/service-name=${service}` });
    const version = (port: string, resource = services) => here.get(resource, port, { sub: 'proxy/version' });
    let slices: EventStream;

    before(async () => {
      await here.given(services, aService('web', { ports: [{ name: 'http', port: 80, targetPort: 'http' }, { name: 'metrics', port: 9797 }] }));
      slices = await slicesOf('web');
      await slices.first(1);
    });
    after(() => slices.close());

    it('have an address of their own, and defaults', async () => {
      const { spec } = (await here.get(services, 'web')).body;
      expect(spec.clusterIP).to.match(address);
      expect(spec).to.deep.include({ clusterIPs: [spec.clusterIP], type: 'ClusterIP', sessionAffinity: 'None', ipFamilyPolicy: 'SingleStack', internalTrafficPolicy: 'Cluster' });
      expect(spec.ports).to.deep.equal([{ name: 'http', protocol: 'TCP', port: 80, targetPort: 'http' }, { name: 'metrics', protocol: 'TCP', port: 9797, targetPort: 9797 }]);
    });

    it('have none if they are headless', async () => {
      expect((await here.given(services, aService('headless', { clusterIP: 'None' }))).spec).to.deep.include({ clusterIP: 'None', clusterIPs: ['None'] });
    });

    it('keep it', async () => {
      const { spec } = (await here.get(services, 'web')).body;
      expect(succeeded(await here.patch(services, 'web', { metadata: { labels: { a: 'b' } } })).spec.clusterIP).to.equal(spec.clusterIP);
      expectRefusal(await here.patch(services, 'web', { spec: { clusterIP: 'None' } }), /^422 Service "web" is invalid: .*spec\.clusterIPs\[0\]: Invalid value: .*may not change once set/);
    });

    it('need names for their ports where there are several', async () => {
      expectRefusal(await here.create(services, aService('unnamed', { ports: [{ port: 80 }, { port: 81 }] })), '422 Service "unnamed" is invalid: [spec.ports[0].name: Required value, spec.ports[1].name: Required value]');
    });

    describe('without pods', () => {
      it('have a slice without endpoints, which is theirs', () => {
        const { object } = slices.events[0]!;
        expect(object.metadata.name).to.match(/^web-[a-z0-9]{5}$/);
        expect([object.addressType, object.endpoints ?? []]).to.deep.equal(['IPv4', []]);
        expect(object.metadata.labels).to.deep.equal({ 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io', 'kubernetes.io/service-name': 'web' });
        expect(object.metadata.ownerReferences[0]).to.include({ kind: 'Service', name: 'web', controller: true });
      });

      it('cannot be called through the API server', async () => {
        expect(refusalOf(await version('web:80'))).to.include({ code: 503, reason: 'ServiceUnavailable', message: 'no endpoints available for service "web"' });
        expectRefusal(await version('web:http'), '503 no endpoints available for service "web"');
        expectRefusal(await version('web:81'), '503 no service port 81 found for service "web"');
        expectRefusal(await version('none:80'), '404 services "none" not found');
      });
    });

    describe('with a pod', () => {
      before(() => here.given(pods, aPod('web', exam.cluster.image)));
      const endpointOf = (object: Json) => object.endpoints?.[0];

      it('have it as an endpoint, which is ready when the pod is', async () => {
        const { object } = await slices.until('a ready endpoint', (event) => endpointOf(event.object)?.conditions.ready);
        const { metadata, status, spec } = await here.until([pods, 'web'], 'is ready', (pod) => pod.status.conditions?.some(({ type, status: isSo }: Json) => type === 'Ready' && isSo === 'True'));
        expect(endpointOf(object)).to.deep.include({ addresses: [status.podIP], conditions: { ready: true, serving: true, terminating: false }, targetRef: { kind: 'Pod', namespace: here.name, name: 'web', uid: metadata.uid }, nodeName: spec.nodeName });
        expect(object.ports).to.have.deep.members([{ name: 'http', protocol: 'TCP', port: 9898 }, { name: 'metrics', protocol: 'TCP', port: 9797 }]);
        const early = slices.events.map((event) => endpointOf(event.object)).find((endpoint) => endpoint !== undefined);
        expect(early.conditions, 'before it was ready').to.deep.equal({ ready: false, serving: false, terminating: false });
      });

      it('have it in the older form too', async () => {
        const { subsets } = await here.until([endpoints, 'web'], 'has the pod', (object) => object.subsets?.[0]?.addresses?.length === 1);
        expect(subsets[0].addresses[0].targetRef).to.include({ kind: 'Pod', name: 'web' });
        expect(subsets[0].ports).to.have.deep.members([{ name: 'http', protocol: 'TCP', port: 9898 }, { name: 'metrics', protocol: 'TCP', port: 9797 }]);
      });

      it('are called through the API server by port or its name', async () => {
        await until('the API server knows', async () => (await version('web:http')).status === 200);
        for (const port of ['web:80', 'web:http', 'http:web:http']) {
          const answer = await version(port);
          expect([answer.status, answer.body?.version], port).to.deep.equal([200, exam.cluster.image.split(':').at(-1)]);
        }
      });

      it('get the method, the body and the query, and their answer comes back', async () => {
        const echo = await here.http('POST', here.path(services, 'web:http', 'proxy/echo'), { body: 'hello', headers: { 'Content-Type': 'text/plain' } });
        expect([echo.status, echo.text.trim()]).to.deep.equal([202, 'hello']);
        const { status, text } = await here.get(services, 'web:http', { sub: 'proxy/status/503' });
        expect([status, JSON.parse(text)]).to.deep.equal([503, { status: 503 }]);
        expect((await here.get(services, 'web:http', { sub: 'proxy/nowhere' })).text.trim()).to.equal('404 page not found');
      });

      it('are called to no avail where nobody listens as they say', async () => {
        expectRefusal(await version('https:web:http'), /^503 error trying to reach service: /);
        expectRefusal(await version('web:9999', pods), /^503 error trying to reach service: /);
        expectRefusal(await version('none:9898', pods), '404 pods "none" not found');
      });

      it('are told to go on where only their name is called', async () => {
        const { status, headers } = await here.get(services, 'web:http', { sub: 'proxy' });
        expect([status, headers['location']]).to.deep.equal([301, `${here.path(services, 'web:http')}/proxy/`]);
      });

      it('are not needed to call the pod', async () => {
        expect((await version('web:9898', pods)).body.version).to.equal(exam.cluster.image.split(':').at(-1));
        expect((await version('web', pods)).body.version).to.equal(exam.cluster.image.split(':').at(-1));
      });

      it('show what it says', async () => {
        const { headers, text } = await here.get(pods, 'web', { sub: 'log', query: { tailLines: 1 } });
        expect([headers['content-type'], text.trim().split('\n').length]).to.deep.equal(['text/plain', 1]);
      });

      it('let go of it when it is not ready any more', async () => {
        expect((await here.http('POST', here.path(services, 'web:http', 'proxy/readyz/disable'))).status).to.equal(202);
        const seen = slices.events.length;
        await slices.until('no ready endpoint', (event) => slices.events.indexOf(event) >= seen && endpointOf(event.object)?.conditions.ready === false);
        await until('the API server knows', async () => (await version('web:http')).status === 503);
        expectRefusal(await version('web:http'), '503 no endpoints available for service "web"');
        expect((await here.http('POST', here.path(pods, 'web:9898', 'proxy/readyz/enable'))).status).to.equal(202);
        await slices.until('a ready endpoint', (event) => slices.events.indexOf(event) > seen && endpointOf(event.object)?.conditions.ready === true);
      });

      it('follow its labels and their own selector', async () => {
        const seen = slices.events.length;
        succeeded(await here.patch(pods, 'web', { metadata: { labels: { app: 'other' } } }));
        await slices.until('no endpoint', (event) => slices.events.indexOf(event) >= seen && (event.object.endpoints ?? []).length === 0);
        succeeded(await here.patch(services, 'web', { spec: { selector: { app: 'other' } } }));
        await slices.until('the pod again', (event) => slices.events.indexOf(event) > seen && endpointOf(event.object)?.conditions.ready === true);
      });
    });

    describe('that are deleted', () => {
      it('take their slices along', async () => {
        succeeded(await here.delete(services, 'web'));
        await slices.until('no slice', ({ type }) => type === 'DELETED');
      });
    });
  });
}
