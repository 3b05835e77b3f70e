import { expect } from 'chai';
import type { CanaryView } from '../../../plugin/view/canary-view.ts';
import { plainLines } from '../../../plugin/view/plain-lines.ts';
import { noon } from '../../builders/an-observation.ts';
import { expectGolden } from '../../builders/golden.ts';
import { shown } from '../../builders/shown-canaries.ts';

describe('plugin/view/plain-lines.ts', () => {
  const now = new Date(noon);

  it('tells a rollout from its start to its end', () => {
    const lines: string[] = [];
    let before: CanaryView | undefined;
    for (const name of ['starting', 'analysing', 'analysing', 'paused', 'gated', 'promoting', 'idle'] as const) {
      lines.push(...plainLines(before, shown(name), now));
      before = shown(name);
    }
    expectGolden('frames/plain-rollout.txt', lines);
  });

  it('says nothing where nothing changed', () => {
    expect(plainLines(shown('analysing'), shown('analysing'), now)).to.deep.equal([]);
  });

  it('tells a check that was measured again, even with the same value', () => {
    const view = shown('analysing');
    const again = { ...view, checks: view.checks.map((check) => ({ ...check, at: new Date(now.getTime() + 10_000) })) };
    expect(plainLines(view, again, now)).to.have.length(3);
  });

  it('keeps each change on one line', () => {
    const [line] = plainLines(undefined, { ...shown('idle'), because: 'two\nlines\x1b[2J' }, now);
    expect(line).to.equal('2026-01-01T12:00:00Z podinfo.test Succeeded weight 0: two lines [2J');
  });
});
