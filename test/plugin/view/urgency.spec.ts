import { expect } from 'chai';
import { canaryView } from '../../../plugin/view/canary-view.ts';
import { mostUrgentFirst } from '../../../plugin/view/urgency.ts';
import { aCanary } from '../../builders/a-canary.ts';
import type { CanaryBuilder } from '../../builders/a-canary.ts';

describe('plugin/view/urgency.ts', () => {
  const gate = (type: string, state: string) => ({ gates: [{ name: 'g', type, state, at: '2026-01-01T00:00:00Z' }] });
  const subject = (name: string, canary: CanaryBuilder, isDriven?: boolean) => ({ name, view: canaryView(canary.build(), { isDriven }) });
  /** In the order they are wanted. */
  const all = [
    subject('failed', aCanary().inPhase('Failed')),
    subject('at its gate before promotion', aCanary().inPhase('WaitingPromotion'), true),
    subject('at its gate before the start', aCanary().inPhase('Waiting', gate('confirm-rollout', 'closed'))),
    subject('at its gate on the way', aCanary().inPhase('Progressing', gate('confirm-traffic-increase', 'waiting')), true),
    subject('paused', aCanary().inPhase('Progressing', { paused: { by: 'jane', at: '2026-01-01T00:00:00Z' } }), true),
    subject('held', aCanary().inPhase('Waiting')),
    subject('left alone', aCanary().inPhase('Progressing'), false),
    subject('under way', aCanary().inPhase('Progressing', gate('rollout', 'closed')), true),
    subject('under way, as far as may be known', aCanary().inPhase('Promoting')),
    subject('promoted', aCanary().inPhase('Succeeded', gate('confirm-promotion', 'closed'))),
    subject('new', aCanary()),
  ];

  it('puts first what needs a person most, and keeps the order of the rest', () => {
    const ranks = ['failed', 'at its gate before promotion', 'at its gate before the start', 'at its gate on the way', 'paused', 'held', 'left alone', 'under way', 'under way, as far as may be known', 'promoted', 'new'];
    expect(mostUrgentFirst(all).map(({ name }) => name)).to.deep.equal(ranks);
  });

  it('needs no certain order to begin with', () => {
    const sameRank = [['failed'], ['at its gate before promotion', 'at its gate before the start', 'at its gate on the way'], ['paused'], ['held', 'left alone'], ['under way', 'under way, as far as may be known'], ['new', 'promoted']];
    const names = mostUrgentFirst([...all].reverse()).map(({ name }) => name);
    let at = 0;
    for (const group of sameRank) {
      expect(names.slice(at, at += group.length)).to.have.members(group);
    }
  });
});
