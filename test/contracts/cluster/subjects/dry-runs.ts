import { expect } from 'chai';
import { configMaps, services } from '../../../../shared/kube/resources.ts';
import { aNamespace } from '../a-namespace.ts';
import { succeeded } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aConfigMap, aMetricTemplate, aService } from '../samples.ts';

const dry = { query: { dryRun: 'All' } };

/** What would be, without it coming to pass. */
export function describeDryRuns(exam: Exam): void {
  describe('dry runs', () => {
    const here = aNamespace(exam, 'dry');

    it('of a creation show the object, and there is none', async () => {
      const { status, body: { metadata, data } } = await here.create(configMaps, aConfigMap('made'), dry);
      expect([status, data]).to.deep.equal([201, { a: '1' }]);
      expect(metadata.uid).to.match(/./);
      expect(metadata).not.to.have.property('resourceVersion');
      expectRefusal(await here.get(configMaps, 'made'), '404 configmaps "made" not found');
    });

    it('of a creation under a name to be found have one', async () => {
      expect(succeeded(await here.create(configMaps, { metadata: { generateName: 'some-' } }, dry)).metadata.name).to.match(/^some-[a-z0-9]{5}$/);
    });

    it('fill in defaults', async () => {
      expect(succeeded(await here.create(services, aService('filled'), dry)).spec).to.deep.include({ type: 'ClusterIP', sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' });
    });

    it('of changes show what would be, and change nothing', async () => {
      const before = await here.given(configMaps, aConfigMap('kept'));
      expect(succeeded(await here.update(configMaps, { ...before, data: { a: '2' } }, dry)).data).to.deep.equal({ a: '2' });
      expect(succeeded(await here.patch(configMaps, 'kept', { data: { b: '2' } }, dry)).data).to.deep.equal({ a: '1', b: '2' });
      const applied = succeeded(await here.apply(configMaps, aConfigMap('kept', { data: { c: '3' } }), 'git', dry));
      expect([applied.data, applied.metadata.resourceVersion]).to.deep.equal([{ a: '1', c: '3' }, before.metadata.resourceVersion]);
      expect((await here.get(configMaps, 'kept')).body).to.deep.equal(before);
    });

    it('of an apply of what is not there make nothing', async () => {
      expect((await here.apply(configMaps, aConfigMap('applied'), 'git', dry)).status).to.equal(201);
      expect((await here.get(configMaps, 'applied')).status).to.equal(404);
    });

    it('of a deletion say that it would be, however they are asked for', async () => {
      const before = await here.given(configMaps, aConfigMap('spared', { labels: { spared: 'yes' } }));
      expect((await here.delete(configMaps, 'spared', undefined, dry)).body).to.deep.include({ status: 'Success', details: { name: 'spared', kind: 'configmaps', uid: before.metadata.uid } });
      expect((await here.delete(configMaps, 'spared', { dryRun: ['All'] })).body).to.include({ status: 'Success' });
      expect(succeeded(await here.http('DELETE', here.path(configMaps), { query: { dryRun: 'All', labelSelector: 'spared=yes' } })).items).to.have.length(1);
      expect((await here.get(configMaps, 'spared')).body).to.deep.equal(before);
    });

    it('of custom resources change nothing either', async () => {
      const { metricTemplates } = exam.kinds;
      const before = await here.given(metricTemplates, aMetricTemplate('custom'));
      const would = succeeded(await here.patch(metricTemplates, 'custom', { spec: { query: 'other' } }, dry));
      expect([would.spec.query, would.metadata.generation]).to.deep.equal(['other', 2]);
      expect((await here.create(metricTemplates, aMetricTemplate('new'), dry)).status).to.equal(201);
      expect((await here.list(metricTemplates)).body.items).to.deep.equal([before]);
    });

    it('tell nobody who watches', async () => {
      const before = await here.given(configMaps, aConfigMap('quiet'));
      await using stream = await here.watch(configMaps, { fieldSelector: 'metadata.name=quiet', resourceVersion: before.metadata.resourceVersion });
      succeeded(await here.patch(configMaps, 'quiet', { data: { a: '2' } }, dry));
      succeeded(await here.delete(configMaps, 'quiet', undefined, dry));
      succeeded(await here.patch(configMaps, 'quiet', { data: { a: '3' } }));
      expect((await stream.first(1)).map(({ type, object }) => [type, object.data])).to.deep.equal([['MODIFIED', { a: '3' }]]);
    });

    it('are refused as what they try would be', async () => {
      const before = await here.given(configMaps, aConfigMap('there'));
      expectRefusal(await here.create(configMaps, aConfigMap('there'), dry), '409 configmaps "there" already exists');
      expectRefusal(await here.create(configMaps, aConfigMap('Wrong'), dry), /^422 ConfigMap "Wrong" is invalid: metadata\.name: /);
      expectRefusal(await here.update(configMaps, { ...before, metadata: { ...before.metadata, resourceVersion: '1' } }, dry), /^409 Operation cannot be fulfilled on configmaps "there": the object has been modified/);
      expectRefusal(await here.delete(configMaps, 'absent', undefined, dry), '404 configmaps "absent" not found');
    });

    it('are refused in a way that nobody knows', async () => {
      expectRefusal(await here.create(configMaps, aConfigMap('x'), { query: { dryRun: 'Some' } }), '422 CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"');
    });
  });
}
