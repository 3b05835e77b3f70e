import { expect } from 'chai';
import { configMaps } from '../../../../shared/kube/resources.ts';
import { aNamespace } from '../a-namespace.ts';
import { answerOf, succeeded } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import type { EventStream, StreamedEvent } from '../event-stream.ts';
import { WatchRefused } from '../event-stream.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aConfigMap, aMetricTemplate } from '../samples.ts';

/** How changes are told to who watches. */
export function describeWatches(exam: Exam): void {
  describe('watches', () => {
    const here = aNamespace(exam, 'watches');
    const version = async () => succeeded(await here.list(configMaps)).metadata.resourceVersion as string;
    const label = (name: string, labels: Json) => here.patch(configMaps, name, { metadata: { labels } });
    /** Events come in order: when that of a new object is there, all before it are. */
    const soFar = async (stream: EventStream, labels: Json = {}) => {
      const { metadata: { name } } = await here.given(configMaps, { metadata: { generateName: 'mark-', labels } });
      await stream.until('the mark', ({ object }) => object.metadata.name === name);
      return stream.events.slice(0, -1);
    };

    it('tell what happens after the version that they start from, in order', async () => {
      await here.given(configMaps, aConfigMap('before'));
      const resourceVersion = await version();
      const added = await here.given(configMaps, aConfigMap('ordered'));
      const modified = succeeded(await here.patch(configMaps, 'ordered', { data: { a: '2' } }));
      succeeded(await here.delete(configMaps, 'ordered'));
      await using stream = await here.watch(configMaps, { resourceVersion });
      const [first, second, third] = await stream.first(3);
      expect([first, second]).to.deep.equal([{ type: 'ADDED', object: added }, { type: 'MODIFIED', object: modified }]);
      expect(third).to.have.property('type', 'DELETED');
    });

    it('tell of a deletion the last state, with a newer version', async () => {
      const resourceVersion = await version();
      const last = await here.given(configMaps, aConfigMap('deleted', { labels: { a: 'b' } }));
      succeeded(await here.delete(configMaps, 'deleted'));
      await using stream = await here.watch(configMaps, { resourceVersion });
      const { object } = await stream.until('deleted', ({ type }) => type === 'DELETED');
      expect(withoutVersion(object)).to.deep.equal(withoutVersion(last));
      expect(Number(object.metadata.resourceVersion)).to.be.greaterThan(Number(last.metadata.resourceVersion));
    });

    it('go on from the version of any event', async () => {
      const resourceVersion = await version();
      for (const name of ['first', 'second', 'third']) {
        await here.given(configMaps, aConfigMap(`resumed-${name}`));
      }
      await using stream = await here.watch(configMaps, { resourceVersion });
      const [{ object }] = await stream.first(1) as [StreamedEvent];
      await using resumed = await here.watch(configMaps, { resourceVersion: object.metadata.resourceVersion });
      expect((await resumed.first(2)).map(({ object: { metadata } }) => metadata.name)).to.deep.equal(['resumed-second', 'resumed-third']);
    });

    for (const [title, query] of [['without a version', {}], ['from version 0', { resourceVersion: '0' }]] as const) {
      it(`begin ${title} with what is there`, async () => {
        const { items } = succeeded(await here.list(configMaps));
        await using stream = await here.watch(configMaps, query);
        const found = await stream.first(items.length);
        expect(found.map(({ type, object }) => `${type} ${object.metadata.name}`)).to.have.members(items.map(({ metadata }: Json) => `ADDED ${metadata.name}`));
        expect(found[0]?.object).to.include({ kind: 'ConfigMap', apiVersion: 'v1' });
      });
    }

    it('tell of one object alone, by its name', async () => {
      await here.given(configMaps, aConfigMap('one'));
      await here.given(configMaps, aConfigMap('two'));
      await using stream = await here.watch(configMaps, { fieldSelector: 'metadata.name=two', resourceVersion: await version() });
      await label('one', { changed: 'yes' });
      await label('two', { changed: 'yes' });
      expect((await stream.first(1))[0]?.object.metadata.name).to.equal('two');
    });

    it('tell of an object that comes to have a label that it is added, and of one that loses it that it is deleted', async () => {
      await here.given(configMaps, aConfigMap('mover'));
      await using stream = await here.watch(configMaps, { labelSelector: 'watched=yes', resourceVersion: await version() });
      await label('mover', { watched: 'no' });
      await label('mover', { watched: 'yes' });
      await label('mover', { other: 'yes' });
      const left = succeeded(await label('mover', { watched: null, other: null }));
      await label('mover', { unseen: 'yes' });
      const events = await soFar(stream, { watched: 'yes' });
      expect(events.map(({ type }) => type)).to.deep.equal(['ADDED', 'MODIFIED', 'DELETED']);
      const last = events.at(-1)?.object;
      expect(last.metadata.labels).to.deep.equal({ watched: 'yes', other: 'yes' });
      expect(last.metadata.resourceVersion).to.equal(left.metadata.resourceVersion);
    });

    it('tell of what waits for its finalizers that it is modified, and deleted when it is gone', async () => {
      await here.given(configMaps, aConfigMap('waiting', { finalizers: ['example.com/keep'] }));
      await using stream = await here.watch(configMaps, { fieldSelector: 'metadata.name=waiting', resourceVersion: await version() });
      succeeded(await here.delete(configMaps, 'waiting'));
      succeeded(await here.patch(configMaps, 'waiting', { metadata: { finalizers: null } }));
      const events = await stream.first(2);
      expect(events.map(({ type, object }) => [type, object.metadata.deletionTimestamp !== undefined])).to.deep.equal([['MODIFIED', true], ['DELETED', true]]);
    });

    it('reach across namespaces', async () => {
      const before = await here.http('GET', '/api/v1/configmaps', { query: { fieldSelector: 'metadata.name=far' } });
      await using stream = await here.watchAll(configMaps, { fieldSelector: 'metadata.name=far', resourceVersion: before.body.metadata.resourceVersion });
      await here.given(configMaps, aConfigMap('far'));
      await stream.until('that of this namespace', ({ object }) => object.metadata.namespace === here.name);
    });

    it('of custom resources say what they are about', async () => {
      await using stream = await here.watch(exam.kinds.metricTemplates, {});
      const made = await here.given(exam.kinds.metricTemplates, aMetricTemplate('made'));
      expect(await stream.first(1)).to.deep.equal([{ type: 'ADDED', object: made }]);
    });

    it('are marked where what was there has been told, if that is asked for', async () => {
      const { items } = succeeded(await here.list(configMaps));
      await using stream = await here.watch(configMaps, { sendInitialEvents: true, resourceVersionMatch: 'NotOlderThan', allowWatchBookmarks: true });
      const { object } = await stream.until('a bookmark', ({ type }) => type === 'BOOKMARK');
      expect(stream.events.slice(0, items.length).map(({ type }) => type)).to.deep.equal(items.map(() => 'ADDED'));
      expect(object).to.deep.include({ kind: 'ConfigMap', apiVersion: 'v1' });
      expect(object.metadata.annotations).to.deep.equal({ 'k8s.io/initial-events-end': 'true' });
      expect(object.metadata.resourceVersion).to.match(/^\d+$/);
    });

    it('end when their time is over, not before', async () => {
      await using stream = await here.watch(configMaps, { timeoutSeconds: 1, fieldSelector: 'metadata.name=in-time', resourceVersion: await version() });
      await here.given(configMaps, aConfigMap('in-time'));
      await stream.ended;
      expect(stream.events.map(({ type }) => type)).to.deep.equal(['ADDED']);
    });

    it('from before what the server remembers say that it is too old, and end', async () => {
      await using stream = await here.watch(exam.kinds.metricTemplates, { resourceVersion: '1' });
      const [{ type, object }] = await stream.first(1) as [StreamedEvent];
      expect(type).to.equal('ERROR');
      expect(object).to.include({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 410, reason: 'Expired' });
      expect(object.message).to.match(/^too old resource version: 1 \(\d+\)$/);
      await stream.ended;
    });

    it('from what is no version are refused', async () => {
      const refused = await here.watch(configMaps, { resourceVersion: 'x' }).catch((error: WatchRefused) => error.response);
      expectRefusal(answerOf(refused as WatchRefused['response']), /^(400|500) .*resourceVersion: Invalid value: "x"/);
    });
  });
}

function withoutVersion({ metadata: { resourceVersion: _left, ...metadata }, ...object }: Json): Json {
  return { ...object, metadata };
}
