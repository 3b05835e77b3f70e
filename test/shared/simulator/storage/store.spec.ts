import { expect } from 'chai';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import { Store } from '../../../../shared/simulator/storage/store.ts';

const configMaps = { group: '', plural: 'configmaps' };
const secrets = { group: '', plural: 'secrets' };
const aConfigMap = (name: string, data = 'x', namespace = 'test'): ApiObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data });
const namesOf = (objects: readonly ApiObject[]) => objects.map(({ metadata }) => metadata.name);

describe('shared/simulator/storage/store.ts', () => {
  it('numbers every change of any resource from one counter', () => {
    const store = new Store();
    const first = store.put(configMaps, aConfigMap('a'));
    const second = store.put(secrets, aConfigMap('a'));
    expect(Number(second.metadata.resourceVersion)).to.equal(Number(first.metadata.resourceVersion) + 1);
    expect(String(store.version)).to.equal(second.metadata.resourceVersion);
  });

  it('lists in the order of namespace and name, one namespace or all', () => {
    const store = new Store();
    ['b', 'a'].forEach((name) => store.put(configMaps, aConfigMap(name)));
    store.put(configMaps, aConfigMap('c', 'x', 'another'));
    expect(namesOf(store.list(configMaps))).to.deep.equal(['c', 'a', 'b']);
    expect(namesOf(store.list(configMaps, 'test'))).to.deep.equal(['a', 'b']);
  });

  it('keeps the states of the past apart from the present one', () => {
    const store = new Store();
    store.put(configMaps, aConfigMap('kept', 'old'));
    store.put(configMaps, aConfigMap('removed'));
    const { version } = store;
    store.put(configMaps, aConfigMap('kept', 'new'));
    store.remove(configMaps, store.get(configMaps, 'test', 'removed')!);
    store.put(configMaps, aConfigMap('added'));
    expect(store.listAt(configMaps, version).map(({ metadata, data }) => [metadata.name, data])).to.deep.equal([['kept', 'old'], ['removed', 'x']]);
    expect(namesOf(store.list(configMaps))).to.deep.equal(['added', 'kept']);
  });

  it('tells what happened to one resource since a version, and the last state of what went', () => {
    const store = new Store();
    const { version } = store;
    const made = store.put(configMaps, aConfigMap('a'));
    store.put(secrets, aConfigMap('other'));
    store.remove(configMaps, made);
    expect(store.since(configMaps, version).map(({ before, after }) => [before?.metadata.name, after?.metadata.name])).to.deep.equal([[undefined, 'a'], ['a', undefined]]);
    expect(store.since(configMaps, version + 1)).to.have.length(1);
  });

  it('refuses with 410 what it has forgotten', () => {
    const store = new Store();
    const { version } = store;
    store.put(configMaps, aConfigMap('a'));
    store.forget();
    expect(() => store.since(configMaps, version)).to.throw(`too old resource version: ${version} (${version + 1})`).with.property('code', 410);
    expect(() => store.listAt(configMaps, version)).to.throw().with.property('code', 410);
    expect(store.since(configMaps, store.version)).to.deep.equal([]);
  });

  it('tells listeners of each change until they stop', () => {
    const store = new Store();
    const told: number[] = [];
    const stop = store.listen(({ version }) => told.push(version));
    store.put(configMaps, aConfigMap('a'));
    stop();
    store.put(configMaps, aConfigMap('b'));
    expect(told).to.deep.equal([store.version - 1]);
  });
});
