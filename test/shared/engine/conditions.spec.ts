import { expect } from 'chai';
import type { Phase } from '../../../shared/api/canary.ts';
import { conditionsOf } from '../../../shared/engine/conditions.ts';
import { aCanary } from '../../builders/a-canary.ts';

const before = '2026-01-01T12:00:00Z';
const now = '2026-01-01T12:00:10Z';

describe('shared/engine/conditions.ts', () => {
  const cases: [phase: Phase, promoted: string, ready: string, reconciling: string, stalled: string][] = [
    ['Initialized', 'True', 'True', 'False', 'False'],
    ['Waiting', 'Unknown', 'False', 'True', 'False'],
    ['Progressing', 'Unknown', 'False', 'True', 'False'],
    ['Promoting', 'Unknown', 'False', 'True', 'False'],
    ['Succeeded', 'True', 'True', 'False', 'False'],
    ['Failed', 'False', 'False', 'False', 'True'],
  ];
  for (const [phase, ...wanted] of cases) {
    it(`says of ${phase} what kubectl wait and GitOps tools ask`, () => {
      const conditions = conditionsOf({}, { phase }, aCanary().build(), now);
      expect(conditions.map(({ type, status }) => [type, status])).to.deep.equal(['Promoted', 'Ready', 'Reconciling', 'Stalled'].map((type, index) => [type, wanted[index]]));
    });
  }

  it('says after a failure where the traffic is, which holds for a failed promotion too (quirk 5)', () => {
    const [promoted] = conditionsOf({}, { phase: 'Failed' }, aCanary().build(), now);
    expect(promoted?.message).to.equal('Canary failed, all traffic is on the stable pods.');
  });

  it('keeps the time of a transition while the status stays', () => {
    const known = conditionsOf({}, { phase: 'Progressing' }, aCanary().build(), before);
    const after = conditionsOf({ conditions: known }, { phase: 'Succeeded' }, aCanary().build(), now);
    expect(after.map(({ lastTransitionTime }) => lastTransitionTime)).to.deep.equal([now, now, now, before]);
  });
});
