import { expect } from 'chai';
import { consequence } from '../../../plugin/watch/consequence.ts';
import type { DangerousVerb } from '../../../plugin/watch/screen-state.ts';
import { analysingAt, anObservation } from '../../builders/an-observation.ts';
import type { Situation } from '../../builders/an-observation.ts';

describe('plugin/watch/consequence.ts', () => {
  const cases: [verb: DangerousVerb, situation: Situation, says: string][] = [
    ['promote', analysingAt(1, { target: { replicas: 3 } }), 'promote podinfo now: the hold of deployment/podinfo is released and its 3 pods roll, whatever checks are still to come'],
    ['abort', analysingAt(1), 'abort podinfo: all traffic returns to the 2 stable pods, and the change stays held'],
    ['abort', analysingAt(1, { target: { available: 1 } }), 'abort podinfo: all traffic returns to the 1 stable pod, and the change stays held'],
    ['abort', { target: { held: true, template: 'next' } }, 'abort podinfo: the canary ends, and the change stays held'],
    ['abort', { target: { template: 'next', stable: 'next' }, status: { phase: 'Promoting' } }, 'abort podinfo: deployment/podinfo goes back to its stable template'],
  ];
  for (const [verb, situation, says] of cases) {
    it(`says "${says}"`, () => {
      expect(consequence(verb, anObservation(situation))).to.equal(says);
    });
  }
});
