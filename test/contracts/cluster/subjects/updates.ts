import { expect } from 'chai';
import { configMaps, deployments, leases } from '../../../../shared/kube/resources.ts';
import { aNamespace } from '../a-namespace.ts';
import { refusalOf, succeeded } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aConfigMap, aLease, aMetricTemplate, anIdleDeployment } from '../samples.ts';

const modified = 'the object has been modified; please apply your changes to the latest version and try again';
const versionNeeded = 'metadata.resourceVersion: Invalid value: 0: must be specified for an update';

/** How objects are replaced, by whom at what version, and which parts of them. */
export function describeUpdates(exam: Exam): void {
  describe('updates', () => {
    const here = aNamespace(exam, 'updates');
    const change = (object: Json) => ({ ...object, metadata: { ...object.metadata, annotations: { changed: 'yes' } } });

    describe('of an object that somebody else has changed meanwhile', () => {
      it('are refused, with what to do', async () => {
        const before = await here.given(configMaps, aConfigMap('raced'));
        succeeded(await here.update(configMaps, { ...before, data: { a: '2' } }));
        expect(refusalOf(await here.update(configMaps, { ...before, data: { a: '3' } }))).to.deep.equal({ code: 409, reason: 'Conflict', message: `Operation cannot be fulfilled on configmaps "raced": ${modified}`, details: { name: 'raced', kind: 'configmaps' } });
      });

      it('are refused for custom resources and Leases as well', async () => {
        const { group, metricTemplates } = exam.kinds;
        const [template, lease] = [await here.given(metricTemplates, aMetricTemplate('raced')), await here.given(leases, aLease('raced'))];
        succeeded(await here.update(metricTemplates, change(template)));
        succeeded(await here.update(leases, change(lease)));
        expectRefusal(await here.update(metricTemplates, template), `409 Operation cannot be fulfilled on metrictemplates.${group} "raced": ${modified}`);
        expectRefusal(await here.update(leases, lease), `409 Operation cannot be fulfilled on leases.coordination.k8s.io "raced": ${modified}`);
      });
    });

    describe('that name no version', () => {
      it('replace whatever is there', async () => {
        const before = await here.given(configMaps, aConfigMap('unconditional'));
        const after = succeeded(await here.update(configMaps, aConfigMap('unconditional', { data: { b: '2' } })));
        expect([after.data, after.metadata.uid]).to.deep.equal([{ b: '2' }, before.metadata.uid]);
        expect(Number(after.metadata.resourceVersion)).to.be.greaterThan(Number(before.metadata.resourceVersion));
      });

      it('are refused for custom resources and Leases', async () => {
        const { group, metricTemplates } = exam.kinds;
        await here.given(metricTemplates, aMetricTemplate('unversioned'));
        await here.given(leases, aLease('unversioned'));
        expect(refusalOf(await here.update(leases, aLease('unversioned')))).to.deep.equal({
          code: 422, reason: 'Invalid', message: `leases.coordination.k8s.io "unversioned" is invalid: ${versionNeeded}`,
          details: { name: 'unversioned', group: 'coordination.k8s.io', kind: 'leases', causes: [{ reason: 'FieldValueInvalid', message: 'Invalid value: 0: must be specified for an update', field: 'metadata.resourceVersion' }] },
        });
        expectRefusal(await here.update(metricTemplates, aMetricTemplate('unversioned')), `422 metrictemplates.${group} "unversioned" is invalid: ${versionNeeded}`);
      });
    });

    describe('of an object that is not there', () => {
      it('find nothing', async () => {
        expectRefusal(await here.update(configMaps, aConfigMap('absent')), '404 configmaps "absent" not found');
        expectRefusal(await here.update(exam.kinds.metricTemplates, aMetricTemplate('absent')), `404 metrictemplates.${exam.kinds.group} "absent" not found`);
      });

      it('make a Lease, unless it is one that was there before', async () => {
        expect((await here.update(leases, aLease('absent'))).status).to.equal(201);
        const before = await here.given(leases, aLease('deleted'));
        succeeded(await here.delete(leases, 'deleted'));
        expectRefusal(await here.update(leases, before), /^409 Operation cannot be fulfilled on leases\.coordination\.k8s\.io "deleted": .*Precondition failed: UID in precondition: /);
      });
    });

    it('of another object of the same name are refused', async () => {
      const { metadata: { uid } } = await here.given(configMaps, aConfigMap('replaced'));
      const message = /^409 Operation cannot be fulfilled on configmaps "replaced": .*Precondition failed: UID in precondition: other, UID in object meta: (.*)$/;
      expectRefusal(await here.update(configMaps, aConfigMap('replaced', { uid: 'other' })), message);
      expect(message.exec(`409 ${refusalOf(await here.update(configMaps, aConfigMap('replaced', { uid: 'other' }))).message}`)?.[1]).to.equal(uid);
    });

    it('of an object under another name are refused', async () => {
      const body = { apiVersion: 'v1', kind: 'ConfigMap', ...aConfigMap('other') };
      expectRefusal(await here.http('PUT', here.path(configMaps, 'this'), { body }), '400 the name of the object (other) does not match the name on the URL (this)');
    });

    it('that change nothing keep the version, and nobody is told', async () => {
      const before = await here.given(configMaps, aConfigMap('steady'));
      await using stream = await here.watch(configMaps, { fieldSelector: 'metadata.name=steady', resourceVersion: before.metadata.resourceVersion });
      expect(succeeded(await here.update(configMaps, before))).to.deep.equal(before);
      expect(succeeded(await here.patch(configMaps, 'steady', { data: { a: '1' } }))).to.deep.equal(before);
      succeeded(await here.delete(configMaps, 'steady'));
      expect((await stream.first(1)).map(({ type }) => type)).to.deep.equal(['DELETED']);
    });

    it('cannot change what is immutable', async () => {
      await here.given(deployments, anIdleDeployment('fixed'));
      const other = { matchLabels: { app: 'other' } };
      const message = 'Deployment.apps "fixed" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable';
      expectRefusal(await here.patch(deployments, 'fixed', { spec: { selector: other, template: { metadata: { labels: { app: 'other' } } } } }), `422 ${message}`);
    });

    describe('of the spec', () => {
      it('raise the generation; so do those of a Deployment\'s annotations, but not of its labels', async () => {
        await here.given(deployments, anIdleDeployment('generations'));
        const generations = [];
        for (const patch of [{ metadata: { labels: { a: 'b' } } }, { spec: { minReadySeconds: 5 } }, { spec: { minReadySeconds: 5 } }, { metadata: { annotations: { a: 'b' } } }, { spec: { paused: null } }]) {
          generations.push(succeeded(await here.patch(deployments, 'generations', patch)).metadata.generation);
        }
        expect(generations).to.deep.equal([1, 2, 2, 3, 4]);
      });

      it('raise that of custom resources too', async () => {
        const { metricTemplates } = exam.kinds;
        await here.given(metricTemplates, aMetricTemplate('generations'));
        const generations = [];
        for (const patch of [{ metadata: { labels: { a: 'b' }, annotations: { a: 'b' } } }, { status: { conditions: [] } }, { spec: { query: 'other' } }]) {
          generations.push(succeeded(await here.patch(metricTemplates, 'generations', patch)).metadata.generation);
        }
        expect(generations).to.deep.equal([1, 1, 2]);
      });

      it('leave the status alone', async () => {
        await here.given(deployments, anIdleDeployment('spec-only'));
        const { status } = await here.until([deployments, 'spec-only'], 'is observed', (deployment) => deployment.status.observedGeneration === 1 && deployment.status.conditions?.length === 2);
        const after = succeeded(await here.patch(deployments, 'spec-only', { status: { collisionCount: 9 } }));
        expect(after.status).to.deep.equal(status);
      });
    });

    describe('of the status', () => {
      it('leave spec and generation alone', async () => {
        const { metadata: { resourceVersion, generation }, spec } = await here.given(exam.kinds.metricTemplates, aMetricTemplate('status-only'));
        const conditions = [{ type: 'Ready', status: 'True' }];
        const after = succeeded(await here.patch(exam.kinds.metricTemplates, 'status-only', { spec: { query: 'other' }, status: { conditions } }, { sub: 'status' }));
        expect([after.spec, after.status, after.metadata.generation]).to.deep.equal([spec, { conditions }, generation]);
        expect(after.metadata.resourceVersion).not.to.equal(resourceVersion);
      });

      it('leave labels and annotations of custom resources alone', async () => {
        await here.given(exam.kinds.metricTemplates, aMetricTemplate('marked', { labels: { a: 'b' } }));
        const patch = { metadata: { labels: { a: 'c' }, annotations: { a: 'c' } }, status: { conditions: [] } };
        const { metadata } = succeeded(await here.patch(exam.kinds.metricTemplates, 'marked', patch, { sub: 'status' }));
        expect([metadata.labels, metadata.annotations]).to.deep.equal([{ a: 'b' }, undefined]);
      });

      it('leave the labels of Deployments alone, but bring their annotations', async () => {
        await here.given(deployments, anIdleDeployment('noted', { labels: { a: 'b' } }));
        await here.until([deployments, 'noted'], 'is observed', ({ status }) => status.observedGeneration === 1 && status.conditions?.length === 2);
        const { metadata, spec } = succeeded(await here.patch(deployments, 'noted', { metadata: { labels: { a: 'c' }, annotations: { a: 'c' } }, spec: { replicas: 9 } }, { sub: 'status' }));
        expect([metadata.labels, metadata.annotations, spec.replicas, metadata.generation]).to.deep.equal([{ a: 'b' }, { a: 'c' }, 0, 1]);
      });

      it('are conditional, as any', async () => {
        const before = await here.given(exam.kinds.metricTemplates, aMetricTemplate('raced-status'));
        succeeded(await here.update(exam.kinds.metricTemplates, { ...before, status: { conditions: [] } }, { sub: 'status' }));
        expectRefusal(await here.update(exam.kinds.metricTemplates, { ...before, status: {} }, { sub: 'status' }), `409 Operation cannot be fulfilled on metrictemplates.${exam.kinds.group} "raced-status": ${modified}`);
      });
    });
  });
}
