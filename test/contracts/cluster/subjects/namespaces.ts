import { expect } from 'chai';
import { isNamespaceTerminating } from '../../../../shared/kube/kube.ts';
import { configMaps, deployments, namespaces } from '../../../../shared/kube/resources.ts';
import { aNamespace } from '../a-namespace.ts';
import { refusalOf, succeeded } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aConfigMap, anIdleDeployment } from '../samples.ts';

/** How namespaces begin and end. */
export function describeNamespaces(exam: Exam): void {
  describe('namespaces', () => {
    const here = aNamespace(exam, 'namespaces');

    it('have their name as a label, and what every namespace has', async () => {
      const { metadata, spec, status } = succeeded(await here.get(namespaces, here.name));
      expect(metadata.labels).to.include({ 'kubernetes.io/metadata.name': here.name });
      expect([spec, status]).to.deep.equal([{ finalizers: ['kubernetes'] }, { phase: 'Active' }]);
      expect((await here.get(configMaps, 'kube-root-ca.crt')).body.data['ca.crt']).to.match(/^-----BEGIN CERTIFICATE-----/);
    });

    it('have names that can be part of a host name', async () => {
      expectRefusal(await here.create(namespaces, { metadata: { name: 'A_B' } }), /^422 Namespace "A_B" is invalid: metadata\.name: Invalid value: "A_B": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-'/);
    });

    it('stay if everything else relies on them', async () => {
      expectRefusal(await here.delete(namespaces, 'default', { dryRun: ['All'] }), '403 namespaces "default" is forbidden: this namespace may not be deleted');
    });

    describe('that are deleted', () => {
      const ending = aNamespace(exam, 'ending');
      before(async () => {
        await ending.given(configMaps, aConfigMap('held', { finalizers: ['example.com/keep'] }));
        await ending.given(configMaps, aConfigMap('plain'));
        await ending.given(deployments, anIdleDeployment('idle'));
      });

      it('take their content along, and wait for what is held', async () => {
        const { metadata, status } = succeeded(await here.delete(namespaces, ending.name));
        expect(metadata).to.have.property('deletionTimestamp');
        expect(status.phase).to.equal('Terminating');
        await ending.until([configMaps, 'held'], 'is on its way out', (held) => held.metadata.deletionTimestamp !== undefined);
        await ending.untilGone(configMaps, 'plain');
        await ending.untilGone(deployments, 'idle');
        expect((await here.get(namespaces, ending.name)).status).to.equal(200);
      });

      it('say what they wait for', async () => {
        const { status } = await here.until([namespaces, ending.name], 'says what it waits for', (namespace) => namespace.status.conditions?.some(({ type, status: isSo }: Json) => type === 'NamespaceFinalizersRemaining' && isSo === 'True'));
        expect(status.conditions.find(({ type }: Json) => type === 'NamespaceFinalizersRemaining').message).to.equal('Some content in the namespace has finalizers remaining: example.com/keep in 1 resource instances');
        expect(status.conditions.find(({ type }: Json) => type === 'NamespaceContentRemaining').message).to.equal('Some resources are remaining: configmaps. has 1 resource instances');
      });

      it('let nothing be made there any more, which our own client knows', async () => {
        expect(refusalOf(await ending.create(configMaps, aConfigMap('late')))).to.deep.equal({
          code: 403, reason: 'Forbidden', message: `configmaps "late" is forbidden: unable to create new content in namespace ${ending.name} because it is being terminated`,
          details: { name: 'late', kind: 'configmaps', causes: [{ reason: 'NamespaceTerminating', message: `namespace ${ending.name} is being terminated`, field: 'metadata.namespace' }] },
        });
        const error = await ending.kube.create(configMaps, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late', namespace: ending.name } }).catch((refused: unknown) => refused);
        expect(isNamespaceTerminating(error)).to.equal(true);
      });

      it('let what is there be changed, so that they can end', async () => {
        succeeded(await ending.patch(configMaps, 'held', { data: { a: '2' } }));
        expectRefusal(await here.create(namespaces, { metadata: { name: ending.name } }), `409 object is being deleted: namespaces "${ending.name}" already exists`);
        succeeded(await ending.patch(configMaps, 'held', { metadata: { finalizers: null } }));
        await here.untilGone(namespaces, ending.name);
      });
    });
  });
}
