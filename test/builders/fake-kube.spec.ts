import { expect } from 'chai';
import { ApiError } from '../../shared/kube/kube.ts';
import type { KubeObject, WatchEvent } from '../../shared/kube/kube.ts';
import { configMaps, deployments, services, traefikServices } from '../../shared/kube/resources.ts';
import { aDeployment } from './a-deployment.ts';
import type { DeploymentObject } from './a-deployment.ts';
import { FakeKube, fakeKube } from './fake-kube.ts';

const podinfo = { resource: deployments, namespace: 'test', name: 'podinfo' };
const service = (name: string, metadata: object = {}): KubeObject => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'test', ...metadata } });

async function codeOf(call: Promise<unknown>): Promise<number | undefined> {
  const error = await call.then(() => undefined, (thrown: unknown) => thrown);
  return error instanceof ApiError ? error.code : undefined;
}

describe('test/builders/fake-kube.ts', () => {
  describe('reading', () => {
    it('gives undefined for an object that is not there', async () => {
      expect(await fakeKube().get(podinfo)).to.equal(undefined);
    });

    it('gives copies, so that nothing changes without a write', async () => {
      const kube = fakeKube(aDeployment().build());
      (await kube.get(podinfo))!.metadata.labels = { mine: 'yes' };
      expect((await kube.get(podinfo))?.metadata.labels).to.equal(undefined);
    });

    for (const [selector, names] of Object.entries({
      'app=a': ['one'], 'app==a': ['one'], 'app!=a': ['two', 'three'], 'app in (a, b)': ['one', 'two'], 'app notin (a,b)': ['three'],
      'app': ['one', 'two'], '!app': ['three'], 'app,tier=web': ['two'], '': ['one', 'two', 'three'],
    })) {
      it(`lists what is labelled "${selector}"`, async () => {
        const kube = fakeKube(service('one', { labels: { app: 'a' } }), service('two', { labels: { app: 'b', tier: 'web' } }), service('three'));
        const { items } = await kube.list({ resource: services, namespace: 'test', labelSelector: selector });
        expect(items.map(({ metadata }) => metadata.name)).to.deep.equal(names);
      });
    }

    it('lists one name by its field', async () => {
      const { items } = await fakeKube(service('one'), service('two')).list({ resource: services, fieldSelector: 'metadata.name=two' });
      expect(items.map(({ metadata }) => metadata.name)).to.deep.equal(['two']);
    });
  });

  describe('writing', () => {
    it('numbers every change, and counts changes of the spec', async () => {
      const kube = fakeKube(aDeployment().build());
      const before = kube.peek(deployments, 'podinfo')!.metadata;
      const labelled = (await kube.patch(podinfo, { metadata: { labels: { a: 'b' } } })).metadata;
      const scaled = (await kube.patch(podinfo, { spec: { replicas: 3 } })).metadata;
      expect([labelled.generation, scaled.generation]).to.deep.equal([1, 2]);
      expect(Number(labelled.resourceVersion)).to.be.greaterThan(Number(before.resourceVersion));
      expect(Number(scaled.resourceVersion)).to.be.greaterThan(Number(labelled.resourceVersion));
      expect(scaled.uid).to.equal(before.uid);
    });

    it('takes a write that changes nothing for none', async () => {
      const kube = fakeKube(aDeployment().build());
      const before = kube.peek(deployments, 'podinfo');
      expect(await kube.patch(podinfo, { spec: { replicas: 2 } })).to.deep.equal(before);
    });

    it('keeps status and spec apart', async () => {
      const kube = fakeKube(aDeployment().build());
      await kube.patch(podinfo, { spec: { replicas: 5 }, status: { availableReplicas: 5 } });
      await kube.patch(podinfo, { spec: { replicas: 7 }, status: { replicas: 7 } }, { subresource: 'status' });
      const { spec, status } = kube.peek<DeploymentObject>(deployments, 'podinfo')!;
      expect([spec.replicas, status.replicas, status.availableReplicas]).to.deep.equal([5, 7, 2]);
    });

    it('drops the status of what is created, and stores that of what is put', async () => {
      const kube = new FakeKube();
      expect(await kube.create(deployments, aDeployment().build())).not.to.have.property('status');
      expect(fakeKube(aDeployment().build()).peek(deployments, 'podinfo')).to.have.property('status');
    });

    it('applies to what is there and to what is not', async () => {
      const kube = new FakeKube();
      await kube.apply(deployments, aDeployment().build());
      await kube.apply(deployments, { ...aDeployment().build(), spec: { paused: true } } as KubeObject);
      const { spec } = kube.peek<DeploymentObject>(deployments, 'podinfo')!;
      expect([spec.paused, spec.replicas]).to.deep.equal([true, 2]);
    });

    const stale = { ...aDeployment().build(), metadata: { name: 'podinfo', namespace: 'test', resourceVersion: '1' } };
    const traefik: KubeObject = { apiVersion: 'traefik.io/v1alpha1', kind: 'TraefikService', metadata: { name: 'podinfo', namespace: 'test' } };
    const refusals: [title: string, code: number, call: (kube: FakeKube) => Promise<unknown>][] = [
      ['creating what exists', 409, (kube) => kube.create(deployments, aDeployment().build())],
      ['creating without a namespace', 405, (kube) => kube.create(services, { ...service('one'), metadata: { name: 'one' } })],
      ['replacing an older version', 409, (kube) => kube.replace(deployments, stale)],
      ['replacing a custom resource without a version', 422, (kube) => kube.replace(traefikServices, traefik)],
      ['patching an older version', 409, (kube) => kube.patch(podinfo, { metadata: { resourceVersion: '1' } })],
      ['patching what is not there', 404, (kube) => kube.patch({ ...podinfo, name: 'other' }, {})],
      ['the status of what has none', 404, (kube) => kube.patch({ ...podinfo, resource: traefikServices }, { status: {} }, { subresource: 'status' })],
      ['deleting an older incarnation', 409, (kube) => kube.delete(podinfo, { uid: 'other' })],
    ];
    for (const [title, code, call] of refusals) {
      it(`refuses ${title} with ${code}`, async () => {
        expect(await codeOf(call(fakeKube(aDeployment().build(), traefik)))).to.equal(code);
      });
    }
  });

  describe('deleting', () => {
    it('is content where there is nothing', async () => {
      await fakeKube().delete(podinfo);
    });

    it('waits for finalizers', async () => {
      const kube = fakeKube(aDeployment().with({ metadata: { finalizers: ['a/b'] } }).build());
      await kube.delete(podinfo);
      expect(kube.peek(deployments, 'podinfo')?.metadata.deletionTimestamp).to.be.a('string');
      await kube.patch(podinfo, { metadata: { finalizers: null } });
      expect(kube.peek(deployments, 'podinfo')).to.equal(undefined);
    });

    const owned = service('owned', { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'podinfo', uid: 'uid-deployment-podinfo' }] });

    it('takes what is owned along', async () => {
      const kube = fakeKube(aDeployment().build(), owned);
      await kube.delete(podinfo);
      expect(kube.peek(services, 'owned')).to.equal(undefined);
    });

    it('leaves what is owned where garbage is not collected', async () => {
      const kube = new FakeKube({ collectsGarbage: false }).put(aDeployment().build(), owned);
      await kube.delete(podinfo);
      expect(kube.peek(services, 'owned')).not.to.equal(undefined);
    });
  });

  describe('watching', () => {
    async function watched(kube: FakeKube, selection: object, change: () => Promise<unknown>): Promise<string[]> {
      const { resourceVersion } = await kube.list({ resource: services });
      const events: string[] = [];
      const stop = new AbortController();
      const done = collect(kube.watch({ resource: services, namespace: 'test', ...selection }, resourceVersion, stop.signal), events);
      await change();
      kube.endWatches();
      await done;
      return events;
    }

    async function collect(stream: AsyncIterable<WatchEvent>, events: string[]): Promise<void> {
      for await (const { type, object } of stream) {
        events.push(`${type} ${object.metadata.name}`);
      }
    }

    const one = { resource: services, namespace: 'test', name: 'one' };
    const settle = () => new Promise((resolve) => setImmediate(resolve));

    it('tells what happens after the version it starts from', async () => {
      const kube = fakeKube(service('old'));
      const events = await watched(kube, {}, async () => {
        await kube.create(services, service('one'));
        await kube.patch(one, { metadata: { labels: { a: 'b' } } });
        await kube.delete(one);
        await settle();
      });
      expect(events).to.deep.equal(['ADDED one', 'MODIFIED one', 'DELETED one']);
    });

    it('tells when an object enters and leaves the selection', async () => {
      const kube = fakeKube(service('one'));
      const events = await watched(kube, { labelSelector: 'a=b' }, async () => {
        await kube.patch(one, { metadata: { labels: { a: 'b' } } });
        await kube.patch(one, { metadata: { labels: { a: 'c' } } });
        await settle();
      });
      expect(events).to.deep.equal(['ADDED one', 'DELETED one']);
    });

    it('ends with its signal', async () => {
      const stop = new AbortController();
      const done = collect(fakeKube().watch({ resource: services }, '1000', stop.signal), []);
      stop.abort();
      await done;
    });

    it('refuses a version that is forgotten with 410', async () => {
      const kube = fakeKube(service('one'));
      kube.forget();
      expect(await codeOf(collect(kube.watch({ resource: services }, '1000', new AbortController().signal), []))).to.equal(410);
    });
  });

  describe('for tests', () => {
    it('logs every call with what was sent', async () => {
      const kube = fakeKube();
      await kube.get(podinfo);
      await kube.create(services, service('one'));
      expect(kube.calls.map(({ verb, resource, name }) => `${verb} ${resource} ${name}`)).to.deep.equal(['get deployments podinfo', 'create services one']);
      expect(kube.writes.map(({ body }) => body)).to.deep.equal([service('one')]);
    });

    it('lets one call fail before it does anything', async () => {
      const kube = fakeKube(aDeployment().build());
      kube.failNext(({ verb }) => verb === 'patch', new ApiError(500, 'InternalError', 'etcd is away'));
      expect(await codeOf(kube.patch(podinfo, { spec: { replicas: 3 } }))).to.equal(500);
      expect((await kube.patch<DeploymentObject>(podinfo, { spec: { replicas: 4 } })).spec.replicas).to.equal(4);
    });

    it('calls back after the n-th write, whose answer can be lost', async () => {
      const kube = fakeKube();
      kube.afterWrite(2, () => {
        throw new Error('killed');
      });
      await kube.create(services, service('one'));
      const lost = await kube.create(services, service('two')).catch((error: Error) => error.message);
      expect([lost, kube.peek(services, 'two')?.metadata.name]).to.deep.equal(['killed', 'two']);
      await kube.create(services, service('three'));
    });

    it('answers requests as the test says', async () => {
      const kube = fakeKube();
      kube.onRequest = (path) => ({ status: 200, headers: {}, text: path });
      expect((await kube.request('/version')).text).to.equal('/version');
      expect(kube.peek(configMaps, 'none')).to.equal(undefined);
    });
  });
});
