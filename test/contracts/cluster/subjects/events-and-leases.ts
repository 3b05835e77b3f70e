import { expect } from 'chai';
import { writeEvent } from '../../../../shared/kube/events.ts';
import { configMaps, events, leases } from '../../../../shared/kube/resources.ts';
import { isStatus } from '../../../../shared/kube/kube.ts';
import { aNamespace } from '../a-namespace.ts';
import { succeeded } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aConfigMap, aLease } from '../samples.ts';

const microTime = '2026-01-31T12:00:01.234567Z';

/** What is said about objects, and who may act. */
export function describeEventsAndLeases(exam: Exam): void {
  describe('events', () => {
    const here = aNamespace(exam, 'events');

    it('are written and found by what they are about, as we do it', async () => {
      const about = { apiVersion: 'v1', kind: 'ConfigMap', ...(await here.given(configMaps, aConfigMap('about'))) };
      await writeEvent(here.kube, about, { type: 'Warning', reason: 'Tried', text: 'it was tried' }, new Date('2026-01-31T12:00:00.500Z'));
      const { items } = succeeded(await here.list(events, { query: { fieldSelector: `involvedObject.uid=${about.metadata.uid}` } }));
      expect(items).to.have.length(1);
      expect(items[0]).to.deep.include({ type: 'Warning', reason: 'Tried', message: 'it was tried', count: 1, firstTimestamp: '2026-01-31T12:00:00Z', source: { component: 'kubectl-canary' } });
      expect(items[0].involvedObject).to.include({ kind: 'ConfigMap', name: 'about', namespace: here.name, uid: about.metadata.uid });
    });

    it('are counted up by a patch', async () => {
      await here.given(events, { metadata: { name: 'counted' }, involvedObject: { kind: 'ConfigMap', name: 'x', namespace: here.name }, reason: 'Seen', message: 'words', type: 'Normal', count: 1, firstTimestamp: '2026-01-31T12:00:00Z', lastTimestamp: '2026-01-31T12:00:00Z' });
      const patched = succeeded(await here.patch(events, 'counted', { count: 2, lastTimestamp: '2026-01-31T12:01:00Z' }, { type: 'strategic' }));
      expect(patched).to.include({ count: 2, firstTimestamp: '2026-01-31T12:00:00Z', lastTimestamp: '2026-01-31T12:01:00Z' });
    });
  });

  describe('leases', () => {
    const here = aNamespace(exam, 'leases');

    it('keep times to the microsecond', async () => {
      expect((await here.given(leases, aLease('exact', { renewTime: microTime, acquireTime: microTime }))).spec).to.deep.include({ renewTime: microTime, acquireTime: microTime, holderIdentity: 'one', leaseDurationSeconds: 15 });
    });

    it('are had by one of two who take a free one at once', async () => {
      const free = await here.given(leases, aLease('free', { holderIdentity: '' }));
      const take = (holderIdentity: string) => here.update(leases, { ...free, spec: { ...free.spec, holderIdentity } });
      const answers = await Promise.all([take('one'), take('two'), take('three')]);
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409, 409]);
      const winner = answers.findIndex(({ status }) => status === 200);
      expect((await here.get(leases, 'free')).body.spec.holderIdentity).to.equal(['one', 'two', 'three'][winner]);
    });

    it('are had by one of two who make a new one at once', async () => {
      const answers = await Promise.all(['one', 'two'].map((holderIdentity) => here.create(leases, aLease('new', { holderIdentity }))));
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 409]);
    });

    it('are refused where they make no sense', async () => {
      expectRefusal(await here.create(leases, aLease('never', { leaseDurationSeconds: 0, leaseTransitions: -1 })), '422 Lease.coordination.k8s.io "never" is invalid: [spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0, spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0]');
      expectRefusal(await here.create(leases, aLease('when', { renewTime: 'soon' })), /^400 Lease in version "v1" cannot be handled as a Lease: parsing time "soon"/);
    });

    it('have conflicts that our own client knows', async () => {
      const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', ...(await here.given(leases, aLease('client'))) };
      await here.kube.replace(leases, { ...lease, spec: { ...lease.spec, holderIdentity: 'two' } });
      const lost = await here.kube.replace(leases, lease).then(() => undefined, (error: unknown) => error);
      expect(isStatus(lost, 409)).to.equal(true);
    });
  });
}
