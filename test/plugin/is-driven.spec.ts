import { expect } from 'chai';
import { readIsDriven } from '../../plugin/is-driven.ts';
import { ApiError } from '../../shared/kube/kube.ts';
import { aCanary } from '../builders/a-canary.ts';
import { fakeKube } from '../builders/fake-kube.ts';

describe('plugin/is-driven.ts', () => {
  const now = new Date('2026-01-01T12:00:00Z');
  const lease = (spec: object) => ({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'kubectl-canary-podinfo', namespace: 'test' }, spec });
  const cases: [what: string, lease: object | undefined, expected: boolean][] = [
    ['a lease that is renewed', { holderIdentity: 'jane', renewTime: '2026-01-01T11:59:50Z', leaseDurationSeconds: 15 }, true],
    ['a lease that ran out', { holderIdentity: 'jane', renewTime: '2026-01-01T11:59:40Z', leaseDurationSeconds: 15 }, false],
    ['a lease that was given back', { holderIdentity: '', renewTime: '2026-01-01T11:59:50Z', leaseDurationSeconds: 15 }, false],
    ['no lease', undefined, false],
  ];
  for (const [what, spec, expected] of cases) {
    it(`takes ${what} for ${expected ? 'driven' : 'not driven'}`, async () => {
      expect(await readIsDriven(fakeKube(...(spec === undefined ? [] : [lease(spec)])), aCanary().inPhase('Progressing').build(), now)).to.equal(expected);
    });
  }

  it('asks nothing where no rollout is under way, and knows nothing where it may not ask', async () => {
    const kube = fakeKube();
    expect(await readIsDriven(kube, aCanary().inPhase('Succeeded').build(), now)).to.equal(undefined);
    expect(kube.calls).to.have.length(0);
    kube.failNext(() => true, new ApiError(403, 'Forbidden', 'no'));
    expect(await readIsDriven(kube, aCanary().inPhase('Progressing').build(), now)).to.equal(undefined);
  });
});
