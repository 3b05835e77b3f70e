import { afterNoon, noon, rolledOut, rolling } from '../../builders/an-observation.ts';
import type { Situation } from '../../builders/an-observation.ts';
import { itDecides } from '../../builders/decides.ts';
import type { DecisionCase } from '../../builders/decides.ts';

const promoting = (more: Situation = {}): Situation => ({
  weight: 50, canaryWorkload: {}, ...more,
  target: { template: 'next', stable: 'next', rollout: rolling, ...(more.target as object) },
  status: { phase: 'Promoting', lastAppliedSpec: 'next', canaryWeight: 50, startedAt: afterNoon(-90), phaseStartedAt: noon, ...more.status },
});
const cameFurtherAt = (seconds: number) => ({ rollout: { ...rolling, progressedAt: afterNoon(seconds) } });

const cases: DecisionCase[] = [
  ['a canary that has no pods any more loses its traffic, and the promotion goes on', promoting({ canaryWorkload: { available: 0, rollout: rolling } }), { step: 'shift-traffic', weight: 0, record: { phase: undefined, canaryWeight: 0 } }],
  ['a target that comes further is not late, however long it takes', promoting({ at: 900, target: cameFurtherAt(800) }), { step: 'wait', until: 1400 }],
  ['one without progress is', promoting({ at: 1401, target: cameFurtherAt(800) }), { step: 'revert' }],
  ['progress of an earlier rollout does not count', promoting({ at: 500, target: cameFurtherAt(-800) }), { step: 'wait', until: 600 }],
  ['a target that its user has paused is waited for', promoting({ at: 900, target: { paused: true } }), { step: 'wait', because: /kubectl rollout resume/ }],
  ['but not by a removal', { ...promoting({ target: { paused: true } }), deleting: true }, { step: 'release-routing' }],
  ['while traffic returns step by step an autoscaler may add pods', promoting({ at: 900, weight: 30, analysis: { stepWeightPromotion: 20 }, status: { phase: 'Finalising', nextCheckAt: afterNoon(900) } }), { step: 'shift-traffic', weight: 10 }],
  ['what a person let through meanwhile is not taken back', promoting({ at: 900, target: { template: 'hotfix', stable: 'hotfix' } }), { step: 'wait', because: /changed without analysis/ }],
  ['and is no success of the promotion', promoting({ target: { template: 'hotfix', stable: 'hotfix', rollout: rolledOut } }), { step: 'shift-traffic', weight: 0, record: { phase: 'Initialized' } }],
];

describe('shared/engine/decide-promotion.ts', () => itDecides(cases));
