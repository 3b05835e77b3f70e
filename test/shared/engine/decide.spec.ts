import { expect } from 'chai';
import { decide } from '../../../shared/engine/decide.ts';
import type { Decision } from '../../../shared/engine/decision.ts';
import { afterNoon, analysingAt, anObservation, noon, rolling, stuck } from '../../builders/an-observation.ts';
import type { Situation } from '../../builders/an-observation.ts';

interface Expected {
  step: Decision['step'];
  because?: RegExp;
  weight?: number;
  replicas?: number;
  gates?: string;
  /** Seconds from noon. */
  until?: number;
  record?: Record<string, unknown>;
  events?: RegExp;
}
type Case = [title: string, situation: Situation, expected: Expected];

const heldNext = { held: true, template: 'next' };
const gate = (type: string) => ({ webhooks: [{ name: 'approval', type, url: 'http://gate' }] }) as NonNullable<Situation['analysis']>;
const promoting = (more: Situation = {}): Situation => ({ weight: 50, canaryWorkload: {}, ...more, target: { template: 'next', stable: 'next', ...(more.target as object) }, status: { phase: 'Promoting', lastAppliedSpec: 'next', canaryWeight: 50, startedAt: afterNoon(-90), phaseStartedAt: noon, ...more.status } });

const stories: Record<string, Case[]> = {
  'what keeps a canary from being acted on': [
    ['a suspended canary is left alone', { spec: { suspend: true }, target: heldNext }, { step: 'wait', because: /suspended/ }],
    ['a missing target is waited for, by name', { target: 'absent' }, { step: 'wait', because: /deployment\/podinfo does not exist in namespace test/ }],
    ['somebody else\'s podinfo-canary is never touched', { target: heldNext, canaryWorkload: { ours: false } }, { step: 'wait', because: /is not of canary podinfo/ }],
  ],
  'set-up': [
    ['a new canary gets its Services and routing', { status: { phase: '' }, needsSetUp: true }, { step: 'initialize', record: { phase: 'Initialized', lastPromotedSpec: 'stable' }, events: /Initialization done! podinfo.test/ }],
    ['what somebody took away mid-way is brought back, the phase stays (quirk 10) (seen 3)', analysingAt(1, { needsSetUp: true }), { step: 'initialize', record: {} }],
  ],
  'no rollout under way': [
    ['nothing held: nothing to do', {}, { step: 'wait' }],
    ['a held template starts an analysis with every counter at zero', { target: heldNext, status: { failedChecks: 2 } }, { step: 'note', record: { phase: 'Progressing', lastAppliedSpec: 'next', lastPromotedSpec: 'stable', failedChecks: 0, step: undefined }, events: /New revision detected! Scaling up podinfo.test/ }],
    ['a standby begins nothing', { target: heldNext, begins: false }, { step: 'leave', because: /kubectl canary watch podinfo -n test/ }],
    ['a rollback gate ends the wait for approval (quirk 2)', { target: heldNext, analysis: gate('confirm-rollout'), status: { phase: 'Waiting', failure: 'rollback check stop asked for it', nextCheckAt: afterNoon(10) } }, { step: 'shift-traffic', weight: 0, because: /rollback check stop/, record: { phase: 'Failed', lastAppliedSpec: 'next' } }],
    ['a target that its user paused waits for the user', { target: { ...heldNext, pausedByUser: true } }, { step: 'leave', because: /kubectl rollout resume/ }],
    ['confirm-rollout is asked first', { target: heldNext, analysis: gate('confirm-rollout') }, { step: 'open-gates', gates: 'confirm-rollout', record: { phase: 'Progressing' } }],
    ['a closed gate is asked again an interval later', { target: heldNext, analysis: gate('confirm-rollout'), status: { phase: 'Waiting', nextCheckAt: afterNoon(10) } }, { step: 'wait', until: 10 }],
    ['the failed template stays held and is not tried again', { target: heldNext, status: { phase: 'Failed', lastAppliedSpec: 'next', because: 'rolled back' } }, { step: 'wait', because: /rolled back/ }],
    ['another template after a failure is tried (quirk 6)', { target: heldNext, status: { phase: 'Failed', lastAppliedSpec: 'bad' } }, { step: 'note', record: { phase: 'Progressing' } }],
    ['a reverted target is back to rest', { status: { phase: 'Failed', lastAppliedSpec: 'bad' } }, { step: 'note', record: { phase: 'Initialized' } }],
    ['a template that was let through unanalysed is the stable one now', { target: { template: 'hotfix', stable: 'hotfix' } }, { step: 'note', record: { lastPromotedSpec: 'hotfix' } }],
    ['traffic left on a canary goes back first', { weight: 20, status: { phase: 'Failed' } }, { step: 'shift-traffic', weight: 0 }],
    ['canary pods stay until the data plane has followed', { canaryWorkload: {}, status: { phase: 'Failed', startedAt: noon, stepStartedAt: noon }, at: 1 }, { step: 'wait', until: 3 }],
    ['then they go', { canaryWorkload: {}, status: { phase: 'Failed', startedAt: noon, stepStartedAt: noon }, at: 3 }, { step: 'finish' }],
  ],
  'an analysis': [
    ['starts the canary with its share of pods', { target: { ...heldNext, replicas: 20 }, status: { phase: 'Progressing', lastAppliedSpec: 'next' } }, { step: 'start-canary', replicas: 2 }],
    ['waits for its pods', { target: heldNext, canaryWorkload: { rollout: rolling }, status: { phase: 'Progressing', lastAppliedSpec: 'next' } }, { step: 'wait', because: /1 out of 2/ }],
    ['rolls back a canary that never becomes ready and says so (quirk 1)', { target: heldNext, canaryWorkload: { rollout: stuck }, status: { phase: 'Progressing', lastAppliedSpec: 'next' } }, { step: 'shift-traffic', weight: 0, record: { phase: 'Failed' }, events: /progress deadline/ }],
    ['asks pre-rollout gates before any traffic', { target: heldNext, canaryWorkload: {}, analysis: gate('pre-rollout'), status: { phase: 'Progressing', lastAppliedSpec: 'next' } }, { step: 'open-gates', gates: 'pre-rollout', events: /Starting canary analysis/ }],
    ['does not ask them twice', { target: heldNext, canaryWorkload: {}, analysis: gate('pre-rollout'), status: { phase: 'Progressing', lastAppliedSpec: 'next', gates: [{ name: 'approval', type: 'pre-rollout', state: 'open' }] } }, { step: 'shift-traffic', weight: 10 }],
    ['gives the canary its first share', { target: heldNext, canaryWorkload: {}, status: { phase: 'Progressing', lastAppliedSpec: 'next' } }, { step: 'shift-traffic', weight: 10, record: { step: 0, canaryWeight: 10, nextCheckAt: afterNoon(10) }, events: /Advance podinfo.test canary weight 10/ }],
    ['asks confirm-traffic-increase with each share', { target: heldNext, canaryWorkload: {}, analysis: gate('confirm-traffic-increase'), status: { phase: 'Progressing', lastAppliedSpec: 'next' } }, { step: 'shift-traffic', weight: 10, gates: 'confirm-traffic-increase' }],
    ['waits for the next check', analysingAt(0), { step: 'wait', until: 10 }],
    ['checks when it is due', analysingAt(0, { at: 10 }), { step: 'analyze' }],
    ['advances at once when the checks have passed', analysingAt(0, { at: 10, status: { stepPassed: true } }), { step: 'shift-traffic', weight: 20, record: { step: 1 } }],
    ['scales the canary before the next share needs it', analysingAt(0, { target: { replicas: 20 }, canaryWorkload: { replicas: 2 } }), { step: 'start-canary', replicas: 4 }],
    ['never advances onto pods that are not ready', analysingAt(0, { at: 10, status: { stepPassed: true }, canaryWorkload: { rollout: rolling } }), { step: 'wait' }],
    ['puts back a weight that somebody changed', analysingAt(1, { weight: 90 }), { step: 'shift-traffic', weight: 20, because: /traffic was at 90: the plan says 20/ }],
    ['follows traffic that has moved on already: a driver died before it could write that down', analysingAt(1, { weight: 30 }), { step: 'shift-traffic', weight: 30, record: { step: 2, canaryWeight: 30 } }],
    ['goes on after two failed checks of three', analysingAt(1, { status: { failedChecks: 2 } }), { step: 'wait' }],
    ['rolls back at the check that reaches the threshold, with no interval in between', analysingAt(1, { status: { failedChecks: 3 } }), { step: 'shift-traffic', weight: 0, because: /rolled back at weight 20: failed checks threshold reached 3/, record: { phase: 'Failed', canaryWeight: 0 }, events: /Rolling back podinfo.test failed checks threshold reached 3.*Canary failed! Scaling down podinfo.test/s }],
    ['keeps the count of failed checks after a rollback (quirk 5)', analysingAt(1, { status: { failedChecks: 3 } }), { step: 'shift-traffic', record: { phase: 'Failed' } }],
    ['what could not be found out has its own limit', analysingAt(1, { status: { unknownChecks: 2 }, analysis: { maxUnknown: 2 } }), { step: 'shift-traffic', weight: 0, because: /could not find out 2 times/ }],
    ['that limit is the threshold where none is named', analysingAt(1, { status: { unknownChecks: 2 } }), { step: 'wait' }],
    ['rolls back at once when no canary pod is left', analysingAt(1, { canaryWorkload: { available: 0, rollout: rolling } }), { step: 'shift-traffic', weight: 0, because: /none of its pods is available/ }],
    ['waits while the data plane refuses the route, and says why (seen 9)', analysingAt(1, { at: 10, router: { refusal: () => 'no such gateway' } }), { step: 'wait', because: /no such gateway/ }],
    ['promotes after the last step', analysingAt(4, { at: 10, status: { stepPassed: true } }), { step: 'note', record: { phase: 'Promoting' } }],
    ['asks confirm-promotion before', analysingAt(4, { at: 10, status: { stepPassed: true }, analysis: gate('confirm-promotion') }), { step: 'open-gates', gates: 'confirm-promotion', record: { phase: 'Promoting' } }],
    ['with skipAnalysis promotes as soon as the canary is ready (seen 24)', { target: heldNext, canaryWorkload: {}, spec: { skipAnalysis: true }, status: { phase: 'Progressing', lastAppliedSpec: 'next' } }, { step: 'note', record: { phase: 'Promoting' } }],
    ['steps that are no multiple end at maxWeight, never above', analysingAt(1, { weight: 40, analysis: { stepWeight: 20 }, at: 10, status: { step: 1, canaryWeight: 40, stepPassed: true } }), { step: 'shift-traffic', weight: 50 }],
    ['weights that are no larger than the one before do not stall it (quirk 12)', analysingAt(0, { weight: 10, analysis: { stepWeight: 0, stepWeights: [10, 10, 50] }, at: 10, status: { stepPassed: true } }), { step: 'shift-traffic', weight: 10, record: { step: 1 } }],
    ['nor does one that repeats at the end keep it from promotion (quirk 12)', analysingAt(2, { weight: 10, analysis: { stepWeight: 0, stepWeights: [10, 10, 10] }, at: 10, status: { canaryWeight: 10, stepPassed: true } }), { step: 'note', record: { phase: 'Promoting' } }],
    ['after the last iteration all traffic moves, and their number stays (seen 11)', analysingAt(2, { weight: 0, canaryWorkload: { replicas: 2 }, analysis: { stepWeight: 0, iterations: 3 }, at: 10, status: { canaryWeight: 0, iterations: 3, stepPassed: true } }), { step: 'shift-traffic', weight: 100, record: { iterations: 3, canaryWeight: 100 } }],
    ['while promotion waits for approval its share stays, on the data plane and in the status (quirk 14)', analysingAt(4, { status: { phase: 'WaitingPromotion' } }), { step: 'wait', because: /serves/, until: 10 }],
    ['stepWeights are taken as they are', analysingAt(0, { weight: 1, analysis: { stepWeight: 0, stepWeights: [1, 2, 10, 80] }, at: 10, status: { step: 0, canaryWeight: 1, stepPassed: true }, canaryWorkload: { replicas: 1 } }), { step: 'shift-traffic', weight: 2 }],
  ],
  'a change during an analysis': [
    ['a third template: traffic goes back first', analysingAt(1, { target: { template: 'third' } }), { step: 'shift-traffic', weight: 0 }],
    ['then the data plane is waited for', analysingAt(1, { weight: 0, target: { template: 'third' }, at: 1 }), { step: 'wait', until: 3 }],
    ['then its analysis begins', analysingAt(1, { weight: 0, target: { template: 'third' }, at: 3 }), { step: 'note', record: { phase: 'Progressing', lastAppliedSpec: 'third', step: undefined }, events: /Restarting analysis for podinfo.test/ }],
    ['the stable template cancels it (quirk 8)', analysingAt(1, { target: { held: false, template: 'stable' } }), { step: 'shift-traffic', weight: 0, record: { phase: 'Initialized' } }],
    ['a release by hand is followed', analysingAt(1, { target: { held: false, template: 'next', stable: 'next' } }), { step: 'note', record: { phase: 'Promoting' } }],
  ],
  'promotion': [
    ['releases the hold', promoting({ target: heldNext, weight: 50 }), { step: 'release' }],
    ['keeps the canary serving while the target rolls', promoting({ target: { rollout: rolling } }), { step: 'wait', because: /1 out of 2/ }],
    ['then returns all traffic at once', promoting(), { step: 'shift-traffic', weight: 0, record: { phase: 'Succeeded', lastPromotedSpec: 'next' }, events: /Routing all traffic to primary.*Promotion completed! Scaling down podinfo.test/s }],
    ['or step by step', promoting({ analysis: { stepWeightPromotion: 20 } }), { step: 'shift-traffic', weight: 30, record: { phase: 'Finalising', canaryWeight: 30 }, events: /Advance podinfo.test primary weight 70/ }],
    ['with an interval between', promoting({ analysis: { stepWeightPromotion: 20 }, weight: 30, status: { phase: 'Finalising', nextCheckAt: afterNoon(10) } }), { step: 'wait', until: 10 }],
    ['and the last step ends it', promoting({ analysis: { stepWeightPromotion: 20 }, weight: 10, at: 10, status: { phase: 'Finalising', nextCheckAt: afterNoon(10) } }), { step: 'shift-traffic', weight: 0, record: { phase: 'Succeeded' } }],
    ['goes back to the stable template when the target is stuck (quirk 7)', promoting({ target: { rollout: stuck } }), { step: 'revert', record: { failure: 'promotion failed, back to the stable template: podinfo.test not ready: deployment "podinfo" exceeded its progress deadline' } }],
    ['or its deadline has passed whatever else is written down meanwhile (quirk 21)', promoting({ target: { rollout: rolling }, at: 601 }), { step: 'revert' }],
    ['waits for the stable pods before it takes traffic from the canary (quirk 7)', promoting({ target: { template: 'stable', stable: 'stable', rollout: rolling } }), { step: 'wait' }],
    ['and is then a failure', promoting({ target: { template: 'stable', stable: 'stable' } }), { step: 'shift-traffic', weight: 0, record: { phase: 'Failed' } }],
    ['a change held just after the rollout does not undo it', promoting({ target: { held: true, template: 'third', stable: 'next' } }), { step: 'shift-traffic', weight: 0, record: { phase: 'Succeeded', lastPromotedSpec: 'next' } }],
    ['a change held just before the release is not promoted in its place: traffic goes back first (quirk 9)', promoting({ target: { held: true, template: 'third', stable: 'stable' } }), { step: 'shift-traffic', weight: 0, record: { canaryWeight: 0 } }],
    ['and its analysis begins when nobody is on the pods that it replaces (quirk 9)', promoting({ weight: 0, at: 3, status: { stepStartedAt: noon }, target: { held: true, template: 'third', stable: 'stable' } }), { step: 'note', record: { phase: 'Progressing', lastAppliedSpec: 'third' } }],
    ['waits for the target to be rolled out without an analysis, too (seen 24)', promoting({ weight: 0, spec: { skipAnalysis: true }, target: { rollout: rolling } }), { step: 'wait', because: /1 out of 2/ }],
  ],
  'commands': [
    ['promote ends the analysis', analysingAt(1, { command: { verb: 'promote' } }), { step: 'note', record: { phase: 'Promoting', command: { verb: 'promote', by: 'alice', at: noon } } }],
    ['a promote of another template than the held one does nothing', analysingAt(1, { command: { verb: 'promote', template: 'old' } }), { step: 'note', record: { command: { verb: 'promote', by: 'alice', at: noon } } }],
    ['abort puts traffic back', analysingAt(1, { command: { verb: 'abort' } }), { step: 'shift-traffic', weight: 0, because: /aborted by alice/, record: { phase: 'Failed' } }],
    ['abort of a promotion goes back to the stable template', promoting({ target: { rollout: rolling }, command: { verb: 'abort' } }), { step: 'revert' }],
    ['revert puts traffic back first', analysingAt(1, { command: { verb: 'revert' } }), { step: 'shift-traffic', weight: 0 }],
    ['and then applies the stable template', { target: heldNext, status: { phase: 'Failed', lastAppliedSpec: 'next' }, command: { verb: 'revert' } }, { step: 'revert', record: { phase: 'Initialized' } }],
    ['pause stops checks and steps', analysingAt(1, { command: { verb: 'pause' } }), { step: 'note', record: { paused: { by: 'alice', at: noon } } }],
    ['a paused analysis waits', analysingAt(1, { at: 60, status: { paused: { by: 'alice', at: noon } } }), { step: 'wait', because: /paused by alice at weight 20/ }],
    ['resume begins the step anew', analysingAt(1, { at: 60, status: { paused: { by: 'alice', at: noon } }, command: { verb: 'resume', at: afterNoon(60) } }), { step: 'note', record: { paused: undefined, nextCheckAt: afterNoon(70) } }],
    ['a command is obeyed once', analysingAt(1, { command: { verb: 'pause' }, status: { command: { verb: 'pause', by: 'alice', at: noon } } }), { step: 'wait' }],
  ],
  'removal': [
    ['first the target goes back to its stable template', analysingAt(1, { deleting: true }), { step: 'revert' }],
    ['then all traffic goes to the apex Service', { deleting: true, weight: 20, canaryWorkload: {} }, { step: 'release-routing', record: { phase: 'Terminating' } }],
    ['what is taken away is not made again meanwhile (quirk 31)', { deleting: true, needsSetUp: true, target: heldNext, canaryWorkload: {} }, { step: 'revert' }],
    ['nor when the traffic is gone (quirk 31)', { deleting: true, needsSetUp: true, canaryWorkload: {}, status: { phase: 'Terminating', stepStartedAt: noon }, at: 3 }, { step: 'remove-objects' }],
    ['then the data plane is waited for', { deleting: true, canaryWorkload: {}, status: { phase: 'Terminating', stepStartedAt: noon }, at: 1 }, { step: 'wait', until: 3 }],
    ['then what only a rollout needs goes', { deleting: true, canaryWorkload: {}, status: { phase: 'Terminating', stepStartedAt: noon }, at: 3 }, { step: 'remove-objects' }],
    ['and last the finalizer', { deleting: true, hasServices: false, finalizers: ['kubectl-canary.dev/put-back'], status: { phase: 'Terminating' } }, { step: 'remove-finalizer' }],
    ['a promotion under way is finished first', { ...promoting({ target: { rollout: rolling } }), deleting: true }, { step: 'wait' }],
    ['with the target gone the rest is tidied up', { deleting: true, target: 'absent' }, { step: 'release-routing' }],
  ],
};

describe('shared/engine/decide.ts', () => {
  for (const [story, cases] of Object.entries(stories)) {
    describe(story, () => {
      for (const [title, situation, expected] of cases) {
        it(title, () => {
          const decision = decide(anObservation(situation)) as unknown as Record<string, unknown>;
          expect(decision['step'], String(decision['because'])).to.equal(expected.step);
          expect(decision['because']).to.match(expected.because ?? /\S/);
          for (const field of ['weight', 'replicas', 'gates'] as const) {
            if (expected[field] !== undefined) {
              expect(decision[field], field).to.equal(expected[field]);
            }
          }
          if (expected.until !== undefined) {
            expect((decision['until'] as Date).toISOString()).to.equal(afterNoon(expected.until));
          }
          for (const [field, value] of Object.entries(expected.record ?? {})) {
            expect((decision['record'] as Record<string, unknown>)[field], field).to.deep.equal(value);
          }
          if (expected.events !== undefined) {
            expect((decision['events'] as { text: string }[]).map(({ text }) => text).join('\n')).to.match(expected.events);
          }
        });
      }
    });
  }
});
