import { expect } from 'chai';
import { commandRefusal } from '../../plugin/command-refusal.ts';
import type { CommandVerb } from '../../shared/engine/decide-command.ts';
import { describeFailure } from '../../shared/errors.ts';
import { aCanary } from '../builders/a-canary.ts';

describe('plugin/command-refusal.ts', () => {
  const idle = aCanary().inPhase('Initialized');
  const analysed = aCanary().inPhase('Progressing', { lastAppliedSpec: 'next' });
  const failed = aCanary().inPhase('Failed', { lastAppliedSpec: 'next', failure: 'rolled back at weight 20', because: 'rolled back at weight 20' });
  const promoting = aCanary().inPhase('Promoting', { lastAppliedSpec: 'next' });
  const paused = analysed.withStatus({ paused: { by: 'jane', at: '2026-01-01T12:00:00Z' } });

  const cases: [verb: CommandVerb, title: string, canary: typeof idle, held: string | undefined, expected: string | undefined][] = [
    ['promote', 'a held change', idle, 'next', undefined],
    ['promote', 'a change under analysis', analysed, 'next', undefined],
    ['promote', 'nothing', idle, undefined, 'canary podinfo holds nothing to promote; change deployment/podinfo first, e.g. with kubectl set image'],
    ['promote', 'a change that is being promoted', promoting, undefined, 'canary podinfo is being promoted already; see it happen: kubectl canary watch podinfo -n test'],
    ['promote', 'a change that has failed', failed, 'next', 'the held change of canary podinfo has failed: rolled back at weight 20; promote it all the same with --force, or restore the stable template: kubectl canary abort podinfo -n test --revert'],
    ['promote', 'another change after one that failed', failed, 'other', undefined],
    ['abort', 'a change under analysis', analysed, 'next', undefined],
    ['abort', 'a change that is being promoted', promoting, undefined, undefined],
    ['abort', 'a change that has failed', failed, 'next', 'all traffic of canary podinfo is on the stable pods already: rolled back at weight 20; restore the stable template with --revert'],
    ['abort', 'nothing', idle, undefined, 'canary podinfo has nothing to abort: deployment/podinfo serves its stable template; see where it stands: kubectl canary status podinfo -n test'],
    ['revert', 'a change that has failed', failed, 'next', undefined],
    ['revert', 'nothing', idle, undefined, 'canary podinfo has nothing to abort: deployment/podinfo serves its stable template; see where it stands: kubectl canary status podinfo -n test'],
    ['pause', 'a change under analysis', analysed, 'next', undefined],
    ['pause', 'what is paused', paused, 'next', 'canary podinfo is paused already, by jane; go on: kubectl canary resume podinfo -n test'],
    ['pause', 'nothing', idle, undefined, 'canary podinfo can be paused while it is analysed, not while it is Initialized; see where it stands: kubectl canary status podinfo -n test'],
    ['resume', 'what is paused', paused, 'next', undefined],
    ['resume', 'what is not paused', analysed, 'next', 'canary podinfo is not paused; see where it stands: kubectl canary status podinfo -n test'],
  ];
  for (const [verb, title, canary, heldTemplate, expected] of cases) {
    it(`${expected === undefined ? 'lets' : 'does not let'} ${verb} ${title}`, () => {
      const refusal = commandRefusal(verb, { canary: canary.build(), heldTemplate, force: false });
      expect(refusal === undefined ? undefined : describeFailure(refusal)).to.equal(expected);
      expect(refusal?.outcome).to.equal(expected === undefined ? undefined : 'refused');
    });
  }

  it('lets promote --force a change that has failed', () => {
    expect(commandRefusal('promote', { canary: failed.build(), heldTemplate: 'next', force: true })).to.equal(undefined);
  });
});
