import { expect } from 'chai';
import type { CanaryStatus, RolloutEntry } from '../../../shared/api/canary.ts';
import { rolloutsAfter } from '../../../shared/engine/rollout-log.ts';
import { aCanary } from '../../builders/a-canary.ts';
import type { CanaryBuilder } from '../../builders/a-canary.ts';

const began = '2026-01-01T12:00:00.000Z';
const at = '2026-01-01T12:05:00.000Z';
const driver = { identity: 'jane@laptop-1', host: 'operator', user: 'jane', since: began } as const;
const images = { podinfo: 'podinfo:2' };
const open: RolloutEntry = { startedAt: began, template: 'next', stable: 'old', images, startedBy: 'jane' };
const over: RolloutEntry = { ...open, endedAt: began, result: 'promoted', because: 'promoted', drivenBy: 'jane' };
const underWay: CanaryStatus = { phase: 'Progressing', startedAt: began, lastAppliedSpec: 'next', lastPromotedSpec: 'old', rollouts: [over, open], driver };
const abort = { verb: 'abort', by: 'joe', at } as const;

function logAfter(before: CanaryStatus, changes: CanaryStatus, canary: CanaryBuilder = aCanary()): RolloutEntry[] | undefined {
  return rolloutsAfter({ canary: canary.build(), before, after: { ...before, driver, because: 'so it is', ...changes }, at, images });
}

describe('shared/engine/rollout-log.ts', () => {
  it('notes a rollout when it begins', () => {
    const before: CanaryStatus = { phase: 'Initialized', lastPromotedSpec: 'old' };
    expect(logAfter(before, { phase: 'Progressing', startedAt: began, lastAppliedSpec: 'next' })).to.deep.equal([open]);
  });

  const endings: [title: string, changes: CanaryStatus, entry: Partial<RolloutEntry>][] = [
    ['a promotion', { phase: 'Succeeded' }, { result: 'promoted' }],
    ['a rollback by the checks', { phase: 'Failed', failure: 'failed checks' }, { result: 'rolledBack' }],
    ['an abort, and who asked for it', { phase: 'Failed', failure: 'aborted by joe', command: abort }, { result: 'aborted', command: abort }],
    ['a hold that was lifted', { phase: 'Initialized' }, { result: 'cancelled' }],
  ];
  for (const [title, changes, entry] of endings) {
    it(`notes ${title}`, () => {
      expect(logAfter(underWay, changes)).to.deep.equal([over, { ...open, endedAt: at, because: 'so it is', drivenBy: 'jane', ...entry }]);
    });
  }

  it('leaves it as it is at every other change', () => {
    expect(logAfter(underWay, { canaryWeight: 20 })).to.equal(underWay.rollouts);
    expect(logAfter(underWay, { phase: 'WaitingPromotion' })).to.equal(underWay.rollouts);
    expect(logAfter({ ...underWay, phase: 'Succeeded', rollouts: [over] }, { phase: 'Initialized' })).to.deep.equal([over]);
    expect(logAfter({}, { phase: 'Initialized' })).to.equal(undefined);
  });

  it('notes who let a change through, even where the promotion fails then by itself', () => {
    const promote = { verb: 'promote', by: 'joe', at } as const;
    const promoting = logAfter(underWay, { phase: 'Promoting', command: promote });
    expect(promoting?.at(-1)).to.deep.equal({ ...open, command: promote });
    const failed = logAfter({ ...underWay, phase: 'Promoting', command: promote, rollouts: promoting }, { phase: 'Failed', failure: 'deadline' });
    expect(failed?.at(-1)).to.include({ result: 'rolledBack' }).and.deep.include({ command: promote });
  });

  it('does not note a command that came too late, or one that only pauses', () => {
    expect(logAfter({ ...underWay, phase: 'Promoting' }, { command: { verb: 'promote', by: 'joe', at } })?.at(-1)).to.deep.equal(open);
    expect(logAfter(underWay, { command: { verb: 'pause', by: 'joe', at } })?.at(-1)).to.deep.equal(open);
  });

  it('knows a revert whose first step is written while the command is still open', () => {
    const log = logAfter(underWay, { phase: 'Failed', failure: 'aborted by joe' }, aCanary().commanded('revert', { by: 'joe', at }));
    expect(log?.at(-1)).to.include({ result: 'aborted' }).and.deep.include({ command: { verb: 'revert', by: 'joe', at } });
  });

  it('does not call a rollback an abort because its remains are reverted later', () => {
    const failed: CanaryStatus = { ...underWay, phase: 'Failed', failure: 'failed checks', rollouts: [over, { ...open, endedAt: began, result: 'rolledBack' }] };
    expect(logAfter(failed, { phase: 'Initialized', failure: undefined, command: { verb: 'revert', by: 'joe', at } })).to.equal(failed.rollouts);
  });

  it('ends one that a newer template takes the place of, and begins the next', () => {
    const log = logAfter(underWay, { startedAt: at, lastAppliedSpec: 'newer' });
    expect(log?.slice(1).map(({ template, result }) => ({ template, result }))).to.deep.equal([{ template: 'next', result: 'replaced' }, { template: 'newer', result: undefined }]);
  });

  it('notes a change that was aborted before its analysis, begun and ended at once', () => {
    const log = logAfter({ phase: 'Waiting', lastPromotedSpec: 'old' }, { phase: 'Failed', failure: 'aborted by joe', lastAppliedSpec: 'next', command: abort });
    expect(log).to.deep.equal([{ ...open, startedAt: at, endedAt: at, result: 'aborted', because: 'so it is', drivenBy: 'jane', command: abort }]);
  });

  it('begins another one when a failed change is promoted all the same', () => {
    const log = logAfter({ ...underWay, phase: 'Failed', rollouts: [over] }, { phase: 'Promoting', command: { verb: 'promote', by: 'joe', at } });
    expect(log).to.have.length(2);
    expect(log?.at(-1)).to.include({ startedAt: at, template: 'next' });
  });

  it('keeps the last ten', () => {
    const log = logAfter({ ...underWay, rollouts: Array.from({ length: 10 }, () => over) }, { startedAt: at });
    expect(log).to.have.length(10);
    expect(log?.at(-1)).to.include({ startedAt: at });
  });
});
