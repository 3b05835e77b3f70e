import { expect } from 'chai';
import { decide, millisecondsUntilForgotten } from '../../../../../shared/simulator/controllers/disruptions/decide.ts';
import type { PodDisruptionBudget } from '../../../../../shared/simulator/controllers/objects/disruption-budget.ts';
import { aRunningPod } from '../../../../builders/a-running-pod.ts';

const now = new Date('2026-01-01T12:01:00Z');
const budget = (spec: Partial<PodDisruptionBudget['spec']>, status?: PodDisruptionBudget['status']): PodDisruptionBudget => ({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web', namespace: 'test', generation: 2 }, spec: { selector: { matchLabels: { app: 'web' } }, ...spec }, ...(status === undefined ? {} : { status }) });
const healthy = [aRunningPod('a'), aRunningPod('b'), aRunningPod('c')];
const oneBroken = [...healthy.slice(1), aRunningPod('a', { ready: false })];
const numbers = (spec: Partial<PodDisruptionBudget['spec']>, pods = healthy, expected = pods.length) => {
  const { currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods } = decide(budget(spec), pods, () => expected, now);
  return [currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods];
};

describe('shared/simulator/controllers/disruptions/decide.ts', () => {
  const cases: [title: string, given: ReturnType<typeof numbers>, expected: number[]][] = [
    ['a minimum', numbers({ minAvailable: 2 }), [3, 2, 1, 3]],
    ['a minimum that is not met', numbers({ minAvailable: 3 }, oneBroken), [2, 3, 0, 3]],
    ['a minimum in percent of what is asked for', numbers({ minAvailable: '50%' }, healthy, 5), [3, 3, 0, 5]],
    ['a maximum', numbers({ maxUnavailable: 1 }), [3, 2, 1, 3]],
    ['a maximum that is used up', numbers({ maxUnavailable: 1 }, oneBroken), [2, 2, 0, 3]],
    ['a maximum in percent', numbers({ maxUnavailable: '50%' }), [3, 1, 2, 3]],
    ['no pods', numbers({ maxUnavailable: 1 }, []), [0, 0, 0, 0]],
    ['pods that are being deleted', numbers({ minAvailable: 1 }, [aRunningPod('a'), aRunningPod('b', { terminating: true })]), [1, 1, 0, 2]],
    ['pods of others', numbers({ minAvailable: 1 }, [aRunningPod('a', { labels: {} }), aRunningPod('b', { namespace: 'other' })]), [0, 1, 0, 0]],
  ];
  for (const [title, given, expected] of cases) {
    it(`counts healthy, wanted, spare and expected pods for ${title}`, () => {
      expect(given).to.deep.equal(expected);
    });
  }

  it('says in a condition whether any can be spared', () => {
    expect(decide(budget({ minAvailable: 2 }), healthy, () => 3, now).conditions).to.deep.equal([{ type: 'DisruptionAllowed', status: 'True', reason: 'SufficientPods', message: '', lastTransitionTime: '2026-01-01T12:01:00Z', observedGeneration: 2 }]);
    expect(decide(budget({ minAvailable: 3 }), healthy, () => 3, now).conditions?.[0]).to.include({ status: 'False', reason: 'InsufficientPods' });
  });

  it('does not count a pod whose eviction is granted, for two minutes', () => {
    const granted = (time: string) => decide(budget({ minAvailable: 1 }, { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0, disruptedPods: { a: time, gone: time } }), healthy, () => 3, now);
    expect(granted('2026-01-01T12:00:30Z')).to.deep.include({ currentHealthy: 2, disruptedPods: { a: '2026-01-01T12:00:30Z' } });
    expect(granted('2026-01-01T11:58:00Z')).to.include({ currentHealthy: 3 }).and.not.have.property('disruptedPods');
    expect(millisecondsUntilForgotten(granted('2026-01-01T12:00:30Z'), now)).to.equal(91_000);
    expect(millisecondsUntilForgotten(granted('2026-01-01T11:58:00Z'), now)).to.equal(undefined);
  });
});
