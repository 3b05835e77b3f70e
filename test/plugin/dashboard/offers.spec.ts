import { expect } from 'chai';
import { offersFor } from '../../../plugin/dashboard/offers.ts';
import { aCanary } from '../../builders/a-canary.ts';

describe('plugin/dashboard/offers.ts', () => {
  const all = { patch: true, promote: true };
  const analysed = aCanary().inPhase('Progressing').build();
  const failed = aCanary().inPhase('Failed', { lastAppliedSpec: 'b', failure: 'too many errors' }).build();
  const possible = (canary = analysed, heldTemplate: string | undefined = 'b', rights = all) => offersFor({ canary, heldTemplate, rights }).filter(({ refusal }) => refusal === undefined).map(({ verb }) => verb);

  it('offers what makes sense, and says why the rest does not', () => {
    expect(possible()).to.deep.equal(['promote', 'pause', 'abort', 'revert']);
    expect(possible(aCanary().inPhase('Progressing', { paused: { by: 'jane', at: '2026-01-01T00:00:00Z' } }).build())).to.deep.equal(['promote', 'resume', 'abort', 'revert']);
    expect(offersFor({ canary: aCanary().inPhase('Succeeded').build(), heldTemplate: undefined, rights: all }).map(({ refusal }) => refusal)).to.satisfy((refusals: unknown[]) => refusals.every(Boolean));
  });

  it('offers to promote a change that has failed only as what it is', () => {
    const [promote] = offersFor({ canary: failed, heldTemplate: 'b', rights: all });
    expect(promote).to.include({ verb: 'promote', force: true, label: 'Promote all the same', refusal: undefined });
    expect(promote?.consequence).to.match(/^The analysis of this change has failed: too many errors\. /);
  });

  it('offers nothing that this user may not do', () => {
    expect(possible(analysed, 'b', { patch: true, promote: false })).to.deep.equal(['pause', 'abort', 'revert']);
    expect(possible(analysed, 'b', { patch: false, promote: true })).to.deep.equal([]);
    expect(offersFor({ canary: analysed, heldTemplate: 'b', rights: { patch: false, promote: false } })[0]?.refusal).to.match(/^you may not patch canaries .* kubectl-canary-operator$/);
  });
});
