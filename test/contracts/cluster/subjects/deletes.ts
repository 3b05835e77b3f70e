import { expect } from 'chai';
import { configMaps, deployments, pods, services } from '../../../../shared/kube/resources.ts';
import { aNamespace } from '../a-namespace.ts';
import { refusalOf, succeeded } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aConfigMap, anIdleDeployment, aPod, aService } from '../samples.ts';

const keep = 'example.com/keep';

/** How objects go, who may hold them, and who goes with them. */
export function describeDeletes(exam: Exam): void {
  describe('deletes', () => {
    const here = aNamespace(exam, 'deletes');
    /** An owner, and one that it owns. */
    const aFamily = async (name: string, dependent: Json = {}) => {
      const { metadata: { uid } } = await here.given(configMaps, aConfigMap(`${name}-owner`));
      await here.given(configMaps, aConfigMap(`${name}-owned`, { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: `${name}-owner`, uid, blockOwnerDeletion: true }], ...dependent }));
    };

    it('say what has been deleted', async () => {
      const { metadata: { uid } } = await here.given(configMaps, aConfigMap('said'));
      expect((await here.delete(configMaps, 'said')).body).to.deep.equal({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details: { name: 'said', kind: 'configmaps', uid } });
      expectRefusal(await here.get(configMaps, 'said'), '404 configmaps "said" not found');
      expectRefusal(await here.delete(configMaps, 'said'), '404 configmaps "said" not found');
    });

    it('of a Service answer with the Service', async () => {
      await here.given(services, aService('answered'));
      expect((await here.delete(services, 'answered')).body).to.include({ kind: 'Service' });
    });

    describe('of what has finalizers', () => {
      it('leave it there, on its way out, until the last is gone', async () => {
        const before = await here.given(configMaps, aConfigMap('kept', { finalizers: [keep, 'example.com/other'] }));
        const { metadata } = succeeded(await here.delete(configMaps, 'kept'));
        expect(metadata.deletionTimestamp).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        expect(metadata.deletionGracePeriodSeconds).to.equal(0);
        expect(metadata.resourceVersion).not.to.equal(before.metadata.resourceVersion);
        succeeded(await here.patch(configMaps, 'kept', { metadata: { finalizers: [keep] } }));
        expect((await here.get(configMaps, 'kept')).status).to.equal(200);
        succeeded(await here.patch(configMaps, 'kept', { metadata: { finalizers: [] } }));
        expect((await here.get(configMaps, 'kept')).status).to.equal(404);
      });

      it('count as a new generation', async () => {
        await here.given(deployments, anIdleDeployment('counted', { finalizers: [keep] }));
        expect(succeeded(await here.delete(deployments, 'counted')).metadata.generation).to.equal(2);
        succeeded(await here.patch(deployments, 'counted', { metadata: { finalizers: null } }));
      });

      it('can be asked for again, and change nothing then', async () => {
        await here.given(configMaps, aConfigMap('again', { finalizers: [keep] }));
        const first = succeeded(await here.delete(configMaps, 'again'));
        expect(succeeded(await here.delete(configMaps, 'again'))).to.deep.equal(first);
        succeeded(await here.patch(configMaps, 'again', { metadata: { finalizers: null } }));
      });

      it('let it be changed meanwhile, but get no more finalizers, nor be made anew', async () => {
        await here.given(configMaps, aConfigMap('leaving', { finalizers: [keep] }));
        succeeded(await here.delete(configMaps, 'leaving'));
        expect(succeeded(await here.patch(configMaps, 'leaving', { data: { a: '2' } })).data).to.deep.equal({ a: '2' });
        expectRefusal(await here.patch(configMaps, 'leaving', { metadata: { finalizers: [keep, 'example.com/more'] } }), '422 ConfigMap "leaving" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/more"}');
        expectRefusal(await here.create(configMaps, aConfigMap('leaving')), '409 object is being deleted: configmaps "leaving" already exists');
        succeeded(await here.patch(configMaps, 'leaving', { metadata: { finalizers: null } }));
      });

      it('hold custom resources as well', async () => {
        const { metricTemplates } = exam.kinds;
        await here.given(metricTemplates, { metadata: { name: 'custom', finalizers: [keep] }, spec: { provider: { type: 'datadog' }, query: 'x' } });
        expect(succeeded(await here.delete(metricTemplates, 'custom')).metadata).to.have.property('deletionTimestamp');
        succeeded(await here.patch(metricTemplates, 'custom', { metadata: { finalizers: null } }));
        expect((await here.get(metricTemplates, 'custom')).status).to.equal(404);
      });

      it('need names that say whose they are', async () => {
        expectRefusal(await here.create(configMaps, aConfigMap('nameless', { finalizers: ['keep'] })), '422 ConfigMap "nameless" is invalid: metadata.finalizers[0]: Invalid value: "keep": name is neither a standard finalizer name nor is it fully qualified');
      });
    });

    describe('on condition', () => {
      it('are refused for another object of that name', async () => {
        const { metadata: { uid } } = await here.given(configMaps, aConfigMap('other'));
        expect(refusalOf(await here.delete(configMaps, 'other', { preconditions: { uid: 'wrong' } }))).to.deep.include({ code: 409, reason: 'Conflict', message: `Operation cannot be fulfilled on ConfigMap "other": the UID in the precondition (wrong) does not match the UID in record (${uid}). The object might have been deleted and then recreated` });
      });

      it('are refused for another version', async () => {
        const { metadata: { resourceVersion } } = await here.given(configMaps, aConfigMap('newer'));
        expectRefusal(await here.delete(configMaps, 'newer', { preconditions: { resourceVersion: '1' } }), `409 Operation cannot be fulfilled on ConfigMap "newer": the ResourceVersion in the precondition (1) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`);
      });

      it('are done where it is met', async () => {
        const { metadata: { uid, resourceVersion } } = await here.given(configMaps, aConfigMap('met'));
        succeeded(await here.delete(configMaps, 'met', { kind: 'DeleteOptions', apiVersion: 'v1', preconditions: { uid, resourceVersion } }));
        expect((await here.get(configMaps, 'met')).status).to.equal(404);
      });
    });

    describe('of an owner', () => {
      it('take what it owns along, afterwards', async () => {
        await aFamily('background');
        expect(succeeded(await here.delete(configMaps, 'background-owner', { propagationPolicy: 'Background' }))).to.include({ status: 'Success' });
        await here.untilGone(configMaps, 'background-owned');
      });

      it('take what it owns along first, if that is asked for', async () => {
        await aFamily('foreground', { finalizers: [keep] });
        expect(succeeded(await here.delete(configMaps, 'foreground-owner', { propagationPolicy: 'Foreground' })).metadata.finalizers).to.deep.equal(['foregroundDeletion']);
        await here.until([configMaps, 'foreground-owned'], 'is on its way out', ({ metadata }) => metadata.deletionTimestamp !== undefined);
        expect((await here.get(configMaps, 'foreground-owner')).status).to.equal(200);
        succeeded(await here.patch(configMaps, 'foreground-owned', { metadata: { finalizers: null } }));
        await here.untilGone(configMaps, 'foreground-owner');
      });

      it('leave what it owns to itself, if that is asked for', async () => {
        await aFamily('orphan');
        const answer = await here.http('DELETE', here.path(configMaps, 'orphan-owner'), { query: { propagationPolicy: 'Orphan' } });
        expect(succeeded(answer).metadata.finalizers).to.deep.equal(['orphan']);
        await here.untilGone(configMaps, 'orphan-owner');
        expect((await here.get(configMaps, 'orphan-owned')).body.metadata).not.to.have.property('ownerReferences');
      });

      it('that went before happen as soon as somebody claims to be owned by it', async () => {
        await here.given(configMaps, aConfigMap('lost', { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'never', uid: '00000000-0000-4000-8000-000000000000' }] }));
        await here.untilGone(configMaps, 'lost');
      });

      it('are refused in a way that nobody knows', async () => {
        expectRefusal(await here.delete(configMaps, 'any', { propagationPolicy: 'Sideways' }), '422 DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Sideways": supported values: "Foreground", "Background", "Orphan", "nil"');
      });
    });

    it('of all that have a label spare the others', async () => {
      for (const [name, group] of [['one', 'a'], ['two', 'a'], ['three', 'b']] as const) {
        await here.given(configMaps, aConfigMap(name, { labels: { group } }));
      }
      const deleted = succeeded(await here.http('DELETE', here.path(configMaps), { query: { labelSelector: 'group=a' } }));
      expect([deleted.kind, deleted.items.map(({ metadata }: Json) => metadata.name).sort()]).to.deep.equal(['ConfigMapList', ['one', 'two']]);
      expect(succeeded(await here.list(configMaps, { query: { labelSelector: 'group' } })).items.map(({ metadata }: Json) => metadata.name)).to.deep.equal(['three']);
    });

    describe('of a pod', () => {
      const nowhere = { nodeSelector: { 'example.com/no': 'node' } };

      it('that runs give it its time to end', async () => {
        await here.given(pods, aPod('running', exam.cluster.image, { terminationGracePeriodSeconds: 25 }));
        await here.until([pods, 'running'], 'runs', ({ status }) => status.phase === 'Running');
        const { metadata } = succeeded(await here.delete(pods, 'running'));
        expect(metadata.deletionGracePeriodSeconds).to.equal(25);
        expect(Date.parse(metadata.deletionTimestamp) - Date.parse(metadata.creationTimestamp)).to.be.at.least(25_000);
      });

      it('that runs nowhere yet are done at once', async () => {
        await here.given(pods, aPod('pending', exam.cluster.image, { ...nowhere, terminationGracePeriodSeconds: 25 }));
        succeeded(await here.delete(pods, 'pending'));
        expect((await here.get(pods, 'pending')).status).to.equal(404);
      });

      it('give it no time if that is asked for', async () => {
        await here.given(pods, aPod('forced', exam.cluster.image, { terminationGracePeriodSeconds: 25 }));
        await here.until([pods, 'forced'], 'has a node', ({ spec }) => spec.nodeName !== undefined);
        succeeded(await here.delete(pods, 'forced', { gracePeriodSeconds: 0 }));
        expect((await here.get(pods, 'forced')).status).to.equal(404);
      });
    });
  });
}
