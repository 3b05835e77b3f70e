import { expect } from 'chai';
import { canaryView, viewOfObservation } from '../../../plugin/view/canary-view.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { analysingAt, anObservation } from '../../builders/an-observation.ts';

describe('plugin/view/canary-view.ts', () => {
  const checks: [check: object, value: string, expected: string][] = [
    [{ value: 99.987, unit: '%', min: 99, verdict: 'passed' }, '99.99 %', '≥ 99 %'],
    [{ value: 612, unit: 'ms', max: 500, verdict: 'failed' }, '612 ms', '≤ 500 ms'],
    [{ value: 3, min: 1, max: 5, verdict: 'passed' }, '3', '1 to 5'],
    [{ value: 0, max: 0.5, verdict: 'passed' }, '0', '≤ 0.5'],
    [{ verdict: 'unknown', message: 'no answer' }, '-', ''],
  ];
  for (const [check, value, expected] of checks) {
    it(`shows ${JSON.stringify(check)} as ${value} against "${expected}"`, () => {
      const [shown] = canaryView(aCanary().withStatus({ checks: [{ name: 'c', ...check }] }).build()).checks;
      expect(shown).to.include({ value, expected });
    });
  }

  it('says which steps have passed and which is current, only while a rollout is under way', () => {
    const states = (observation = anObservation(analysingAt(1))) => viewOfObservation(observation, { step: 'wait', because: 'x' }).plan.map(({ label, state }) => `${label} ${state}`);
    expect(states()).to.deep.equal(['10 passed', '20 current', '30 ahead', '40 ahead', '50 ahead']);
    expect(states(anObservation({ status: { phase: 'Succeeded', step: 1 } }))).to.include('20 ahead');
  });

  it('takes the weight from the routing objects, not from the status', () => {
    expect(viewOfObservation(anObservation(analysingAt(1, { weight: 10 })), { step: 'wait', because: 'x' }).weight).to.equal(10);
  });

  it('knows better than the status what it waits for, but not yet what a step comes to', () => {
    const observation = anObservation(analysingAt(1, { status: { because: 'step 2 of 5: weight 20' } }));
    expect(viewOfObservation(observation, { step: 'wait', because: 'waits for pods' }).because).to.equal('waits for pods');
    expect(viewOfObservation(observation, { step: 'analyze', because: 'checking', record: {}, events: [] }).because).to.equal('step 2 of 5: weight 20');
  });

  const advice: [title: string, status: object, held: boolean | undefined, expected: RegExp | undefined][] = [
    ['paused', { phase: 'Progressing', paused: { by: 'jane', at: '2026-01-01T12:00:00Z' } }, true, /kubectl canary resume podinfo -n test$/],
    ['failed and held', { phase: 'Failed' }, true, /kubectl canary abort podinfo -n test --revert$/],
    ['under way', { phase: 'Progressing' }, true, /kubectl canary watch podinfo -n test$/],
    ['held by nobody yet', { phase: 'Initialized' }, true, /kubectl canary watch podinfo -n test$/],
    ['idle', { phase: 'Succeeded' }, false, undefined],
    ['of a target that was not looked at', { phase: 'Succeeded' }, undefined, undefined],
  ];
  for (const [title, status, held, expected] of advice) {
    it(`has ${expected === undefined ? 'no advice' : 'the next useful command'} for a canary that is ${title}`, () => {
      const { advice: given } = canaryView(aCanary().withStatus(status).build(), { held });
      expect(given === undefined || expected === undefined ? given : expected.test(given)).to.equal(expected === undefined ? undefined : true);
    });
  }

  it('shows a Canary that has no status yet', () => {
    expect(canaryView(aCanary().build())).to.include({ phase: 'New', weight: 0, isUnderWay: false });
  });
});
