import { expect } from 'chai';
import { canaryColumns } from '../../../plugin/view/canary-columns.ts';
import { canaryView } from '../../../plugin/view/canary-view.ts';
import { readOurDefinitions } from '../../../plugin/validate/our-definitions.ts';
import { aCanary } from '../../builders/a-canary.ts';

describe('plugin/view/canary-columns.ts', () => {
  it('calls and orders its columns as kubectl does where both show them', async () => {
    const definition = (await readOurDefinitions()).find(({ kind }) => kind === 'Canary');
    const kubectls = (definition?.columns ?? []).map(({ name }) => name.toUpperCase());
    const ours = canaryColumns.map(({ heading }) => heading);
    expect(kubectls).to.include.members(['STATUS', 'WEIGHT', 'LASTTRANSITIONTIME', 'REASON']);
    expect(ours.filter((heading) => kubectls.includes(heading))).to.deep.equal(kubectls.filter((heading) => ours.includes(heading)));
    expect(ours.filter((heading) => kubectls.includes(heading))).to.have.length.above(6);
  });

  it('names as driver only who is at work', () => {
    const canary = aCanary().inPhase('Progressing', { driver: { identity: 'jane@laptop-1', host: 'operator', since: '2026-01-01T00:00:00Z' } }).build();
    const driver = (isDriven: boolean | undefined) => canaryColumns.find(({ heading }) => heading === 'DRIVER')?.cell({ canary, view: canaryView(canary, { isDriven }) }, new Date());
    expect([undefined, true, false].map(driver)).to.deep.equal(['jane@laptop-1', 'jane@laptop-1', '<none>']);
  });
});
