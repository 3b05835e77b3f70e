import { expect } from 'chai';
import { watchObjects } from '../../../shared/kube/cache.ts';
import type { Cache } from '../../../shared/kube/cache.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { configMaps } from '../../../shared/kube/resources.ts';
import { fakeKube } from '../../builders/fake-kube.ts';
import type { FakeKube } from '../../builders/fake-kube.ts';
import { until } from '../../builders/until.ts';

const aMap = (name: string, value: string): KubeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'test' }, data: { value } }) as KubeObject;
const valueOf = (object: KubeObject | undefined) => (object as { data?: { value?: string } } | undefined)?.data?.value;

describe('shared/kube/cache.ts', () => {
  let kube: FakeKube;
  let stop: AbortController;
  let changes: string[];
  let wake: () => void;
  let cache: Cache<KubeObject>;

  beforeEach(() => {
    kube = fakeKube(aMap('a', '1'));
    stop = new AbortController();
    changes = [];
    wake = () => undefined;
  });
  afterEach(() => stop.abort());

  const open = () => {
    cache = watchObjects(kube, { resource: configMaps, namespace: 'test' }, {
      signal: stop.signal,
      onChange: (object, change) => {
        changes.push(`${change} ${object.metadata.name} ${valueOf(object)}`);
        wake();
      },
    });
    return cache.synced;
  };
  /** Resolves when so many changes were told of in all. */
  const seen = (count: number) => new Promise<void>((resolve) => {
    wake = () => changes.length >= count && resolve();
    wake();
  });

  it('has what is there when it is synced', async () => {
    await open();
    expect(valueOf(cache.get('test', 'a'))).to.equal('1');
    expect(cache.list()).to.have.length(1);
  });

  it('follows what is made, changed and deleted', async () => {
    await open();
    await kube.create(configMaps, aMap('b', '1'));
    await kube.patch({ resource: configMaps, namespace: 'test', name: 'a' }, { data: { value: '2' } });
    await kube.delete({ resource: configMaps, namespace: 'test', name: 'b' });
    await seen(4);
    expect(changes).to.deep.equal(['set a 1', 'set b 1', 'set a 2', 'gone b 1']);
    expect(cache.get('test', 'b')).to.equal(undefined);
  });

  it('shows our own write before the watch does, and tells of it once', async () => {
    await open();
    const written = await kube.patch<KubeObject>({ resource: configMaps, namespace: 'test', name: 'a' }, { data: { value: '2' } });
    cache.accept(written);
    expect(valueOf(cache.get('test', 'a'))).to.equal('2');
    await kube.create(configMaps, aMap('z', '1'));
    await seen(3);
    expect(changes).to.deep.equal(['set a 1', 'set a 2', 'set z 1']);
  });

  it('never goes back to an older state', async () => {
    await open();
    const older = await kube.get({ resource: configMaps, namespace: 'test', name: 'a' });
    cache.accept(await kube.patch<KubeObject>({ resource: configMaps, namespace: 'test', name: 'a' }, { data: { value: '2' } }));
    cache.accept(older!);
    expect(valueOf(cache.get('test', 'a'))).to.equal('2');
  });

  it('does not revive a deleted object by a late answer', async () => {
    await open();
    const late = await kube.get({ resource: configMaps, namespace: 'test', name: 'a' });
    await kube.delete({ resource: configMaps, namespace: 'test', name: 'a' });
    await seen(2);
    cache.accept(late!);
    expect(cache.get('test', 'a')).to.equal(undefined);
  });

  it('lists again when a watch has ended, and tells of nothing twice', async () => {
    await open();
    kube.endWatches();
    await kube.patch({ resource: configMaps, namespace: 'test', name: 'a' }, { data: { value: '2' } });
    await seen(2);
    expect(changes).to.deep.equal(['set a 1', 'set a 2']);
    expect(kube.calls.filter(({ verb }) => verb === 'list')).to.have.length(2);
  });

  it('keeps what is newer than a list that comes late', async () => {
    await open();
    const late = await kube.list({ resource: configMaps, namespace: 'test' });
    const made = await kube.create(configMaps, aMap('b', '1'));
    cache.accept(made);
    kube.list = async () => late as never;
    kube.endWatches();
    await until('it has listed again', () => kube.calls.filter(({ verb }) => verb === 'watch').length === 2);
    expect(valueOf(cache.get('test', 'b'))).to.equal('1');
  });

  it('lists again where the server has forgotten (410), and notices what went meanwhile', async () => {
    await open();
    await kube.create(configMaps, aMap('b', '1'));
    await seen(2);
    kube.failNext(({ verb }) => verb === 'watch', new ApiError(410, 'Expired', 'too old resource version'));
    kube.endWatches();
    await kube.delete({ resource: configMaps, namespace: 'test', name: 'b' });
    await seen(3);
    expect(changes.at(-1)).to.match(/^gone b/);
  });

  it('tries again after a failure that may pass', async () => {
    kube.failNext(({ verb }) => verb === 'list', new ApiError(500, 'InternalError', 'etcd is away'));
    await open();
    expect(valueOf(cache.get('test', 'a'))).to.equal('1');
  });

  for (const code of [401, 403, 404]) {
    it(`gives up at once where the first list is refused for good (${code})`, async () => {
      kube.failNext(({ verb }) => verb === 'list', new ApiError(code, 'Refused', 'no'));
      const refused = await open().then(() => undefined, (error: Error) => error);
      expect(refused).to.be.instanceOf(ApiError);
    });
  }
});
