import { afterNoon, analysingAt, noon, rolling } from '../../builders/an-observation.ts';
import type { Situation } from '../../builders/an-observation.ts';
import { itDecides } from '../../builders/decides.ts';
import type { DecisionCase } from '../../builders/decides.ts';

const gone = { replicas: 1, available: 0, rollout: rolling };
const paused = { paused: { by: 'alice', at: noon } };
const approval = { webhooks: [{ name: 'approval', type: 'confirm-promotion', url: 'http://gate' }] } as NonNullable<Situation['analysis']>;
const withoutWorkload = ({ canaryWorkload: _gone, ...situation }: Situation): Situation => situation;

const stories: Record<string, DecisionCase[]> = {
  'a canary that nobody serves any more': [
    ['is rolled back, though a person has paused the analysis', analysingAt(1, { canaryWorkload: gone, status: paused }), { step: 'shift-traffic', weight: 0, record: { phase: 'Failed', paused: undefined } }],
    ['is rolled back where its workload was deleted, and not made again first', withoutWorkload(analysingAt(1)), { step: 'shift-traffic', weight: 0, because: /none of its pods is available/ }],
    ['or scaled to zero', analysingAt(1, { canaryWorkload: { replicas: 0, available: 0 } }), { step: 'shift-traffic', weight: 0 }],
  ],
  'deadlines': [
    ['first pods that never come are given up, though Kubernetes sets no deadline for a template that ran before', { target: { held: true, template: 'next' }, canaryWorkload: { rollout: rolling }, status: { phase: 'Progressing', lastAppliedSpec: 'next', startedAt: noon }, at: 600 }, { step: 'shift-traffic', weight: 0, record: { phase: 'Failed' } }],
    ['a pod that is moved after a long wait for approval is waited for', analysingAt(1, { at: 86400, canaryWorkload: { rollout: rolling }, status: { stepPassed: true, nextCheckAt: afterNoon(86410) } }), { step: 'wait', until: 87010 }],
  ],
  'a spec that changes in the middle': [
    ['a larger share is given when the pods for it are ready', analysingAt(1, { analysis: { stepWeight: 40, maxWeight: 80 }, canaryWorkload: { replicas: 2, rollout: rolling } }), { step: 'wait', because: /1 out of 2/ }],
    ['a smaller share is given at once', analysingAt(1, { analysis: { stepWeight: 5, maxWeight: 50 }, canaryWorkload: { rollout: rolling } }), { step: 'shift-traffic', weight: 10 }],
    ['a plan that is shorter now goes on at its present weight', analysingAt(4, { analysis: { stepWeight: 20, maxWeight: 40 } }), { step: 'wait' }],
    ['and ends with that step', analysingAt(4, { at: 10, analysis: { stepWeight: 20, maxWeight: 40 }, status: { stepPassed: true } }), { step: 'note', record: { phase: 'Promoting' } }],
    ['skipAnalysis promotes from where it is', analysingAt(1, { spec: { skipAnalysis: true } }), { step: 'note', record: { phase: 'Promoting' } }],
    ['a closed confirm-promotion gate is not asked without a pause', analysingAt(1, { spec: { skipAnalysis: true }, analysis: approval, status: { phase: 'WaitingPromotion', nextCheckAt: afterNoon(10) } }), { step: 'wait', until: 10 }],
    ['suspended, the rollout stands, but has not ended', analysingAt(1, { at: 60, spec: { suspend: true } }), { step: 'wait', because: /suspended/, resting: false }],
    ['and a person can still abort it', analysingAt(1, { spec: { suspend: true }, command: { verb: 'abort' } }), { step: 'shift-traffic', weight: 0, because: /aborted by alice/ }],
    ['a target that is deleted is waited for, and the rollout has not ended', { ...analysingAt(1), target: 'absent' }, { step: 'wait', resting: false }],
  ],
};

describe('shared/engine/decide-analysis.ts', () => {
  for (const [story, cases] of Object.entries(stories)) {
    describe(story, () => itDecides(cases));
  }
});
