import { expect } from 'chai';
import { isRollout, reached } from '../../../plugin/wait/awaited.ts';
import type { Awaitable } from '../../../plugin/wait/awaited.ts';
import type { Outcome } from '../../../shared/errors.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { heldTemplate } from '../../../shared/api/annotations.ts';

describe('plugin/wait/awaited.ts', () => {
  const held = aDeployment().held('podinfo:2').build();
  const hash = held.metadata.annotations?.[heldTemplate] ?? '';
  const free = aDeployment().build();
  const rollouts = (result: string) => [{ startedAt: '2026-01-01T00:00:00Z', template: 'a', result }];
  const looks = {
    new: { canary: aCanary().build(), target: free },
    atRest: { canary: aCanary().inPhase('Initialized').build(), target: free },
    heldUnseen: { canary: aCanary().inPhase('Succeeded').build(), target: held },
    heldAfterFailure: { canary: aCanary().inPhase('Failed', { lastAppliedSpec: 'another' }).build(), target: held },
    waiting: { canary: aCanary().inPhase('Waiting').build(), target: held },
    progressing: { canary: aCanary().inPhase('Progressing').build(), target: held },
    paused: { canary: aCanary().inPhase('Progressing', { paused: { by: 'jane', at: '2026-01-01T00:00:00Z' } }).build(), target: held },
    promoted: { canary: aCanary().inPhase('Succeeded').build(), target: free },
    failed: { canary: aCanary().inPhase('Failed', { lastAppliedSpec: hash, rollouts: rollouts('rolledBack') }).build(), target: held },
    aborted: { canary: aCanary().inPhase('Failed', { lastAppliedSpec: hash, rollouts: rollouts('aborted') }).build(), target: held },
    unreadable: { canary: aCanary().inPhase('Failed').build(), target: undefined },
    going: { canary: aCanary().inPhase('Terminating').build(), target: free },
  };

  const cases: [until: Awaitable, look: keyof typeof looks, sawRollout: boolean, expected: Outcome | undefined][] = [
    ['ended', 'new', false, undefined],
    ['ended', 'atRest', false, 'promoted'],
    ['ended', 'atRest', true, 'aborted'],
    ['ended', 'heldUnseen', false, undefined],
    ['ended', 'heldAfterFailure', false, undefined],
    ['ended', 'waiting', false, undefined],
    ['ended', 'progressing', true, undefined],
    ['ended', 'promoted', true, 'promoted'],
    ['ended', 'failed', true, 'rolledBack'],
    ['ended', 'aborted', true, 'aborted'],
    ['ended', 'unreadable', false, 'rolledBack'],
    ['ended', 'going', true, 'aborted'],
    ['promoted', 'promoted', false, 'promoted'],
    ['promoted', 'heldUnseen', false, undefined],
    ['promoted', 'failed', true, undefined],
    ['promoted', 'atRest', false, 'promoted'],
    ['promoted', 'atRest', true, undefined],
    ['started', 'heldUnseen', false, undefined],
    ['started', 'progressing', true, 'promoted'],
    ['waiting', 'progressing', true, undefined],
    ['waiting', 'paused', true, 'promoted'],
  ];
  for (const [until, look, sawRollout, expected] of cases) {
    it(`takes ${look}${sawRollout ? ' after a rollout' : ''} for ${expected ?? 'not yet'} where "${until}" is awaited`, () => {
      expect(reached(until, { ...looks[look], sawRollout })).to.equal(expected);
    });
  }

  it('waits at gates that keep a rollout, not at those that count as checks', () => {
    const at = (type: string) => aCanary().inPhase('Progressing', { gates: [{ name: 'g', type, state: 'closed', at: '' }] }).analysed({ webhooks: [{ name: 'g', type, url: 'http://gate' }] }).build();
    expect(reached('waiting', { canary: at('confirm-promotion'), target: held, sawRollout: true })).to.equal('promoted');
    expect(reached('waiting', { canary: at('rollout'), target: held, sawRollout: true })).to.equal(undefined);
  });

  it('knows a rollout that no driver has seen yet', () => {
    expect(isRollout(looks.heldUnseen)).to.equal(true);
    expect(isRollout(looks.promoted)).to.equal(false);
  });
});
