import { expect } from 'chai';
import { explain } from '../../../plugin/explain/explain.ts';
import { explanationLines } from '../../../plugin/explain/explanation-lines.ts';
import type { ContainerStatus, Pod } from '../../../plugin/explain/standing.ts';
import { bypassed } from '../../../shared/api/annotations.ts';
import { Failure } from '../../../shared/errors.ts';
import { denied } from '../../../shared/validation/problem.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { aStanding, leftAlone } from '../../builders/a-standing.ts';
import type { Circumstance } from '../../builders/a-standing.ts';
import { afterNoon, analysingAt, rolling, stuck } from '../../builders/an-observation.ts';
import type { Situation } from '../../builders/an-observation.ts';
import { expectGolden } from '../../builders/golden.ts';
import { unpainted } from '../../../plugin/view/line.ts';

const driver = { identity: 'jane@laptop-4711', host: 'operator', user: 'jane', since: afterNoon(-60) } as const;
const held = { held: true, template: 'next' };
const failing = { name: 'request-success-rate', value: 97.1, unit: '%', min: 99, verdict: 'failed', message: 'Halt podinfo.test advancement success rate 97.10% < 99%', at: afterNoon(30), failures: 3 } as const;
const slow = { name: 'request-duration', value: 612, unit: 'ms', max: 500, verdict: 'failed', message: 'Halt podinfo.test advancement request duration 612ms > 500ms', at: afterNoon(30), failures: 1 } as const;
const passing = { name: 'request-duration', value: 12, unit: 'ms', max: 500, verdict: 'passed', message: '', at: afterNoon(30), failures: 0 } as const;
const unanswered = { name: 'request-success-rate', unit: '%', min: 99, verdict: 'unknown', message: 'Prometheus query failed: service prometheus.monitoring did not answer', at: afterNoon(30), failures: 0 } as const;
const firstFailures = [10, 20, 30].map((seconds, index) => ({ at: afterNoon(seconds), phase: 'Progressing', weight: 20, because: `weight 20: check ${index + 1} of 3 failed: ${failing.message}` }));
const metrics = { metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99 } }] };
const gate = (type: string, url = `http://loadtester.test/gate/check`) => ({ webhooks: [{ name: 'approval', type, url }] }) as NonNullable<Situation['analysis']>;
const closed = (type: string, more: object = {}) => [{ name: 'approval', type, state: 'closed', message: 'Forbidden', at: afterNoon(50), ...more }] as never;

function pod(name: string, container: Partial<ContainerStatus>, more: object = {}): Pod {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name }, status: { phase: 'Running', containerStatuses: [{ name: 'podinfod', ...container }], ...more } };
}
const unpulled = { state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "podinfo:2": not found' } } };
const crashing = { restartCount: 4, state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container' } }, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } };
const event = (name: string, reason: string, message: string) => ({ kind: 'Pod', name, reason, message, at: new Date(afterNoon(20)) });

const failed = (failure: string, status: object = {}, target: object = held): Situation => ({
  target, analysis: metrics,
  status: { phase: 'Failed', failure, because: failure, lastAppliedSpec: 'next', startedAt: afterNoon(-60), finishedAt: afterNoon(40), lastTransitionTime: afterNoon(35), driver, ...status },
});
const promoting = (more: Situation = {}): Situation => ({
  weight: 50, canaryWorkload: {}, ...more,
  target: { template: 'next', stable: 'next', rollout: rolling, ...(more.target as object) },
  status: { phase: 'Promoting', lastAppliedSpec: 'next', canaryWeight: 50, startedAt: afterNoon(-90), phaseStartedAt: afterNoon(0), because: 'all 5 steps have passed: podinfo.test is promoted', driver, ...more.status },
});

const cases: Record<string, [situation: Situation, more?: Circumstance]> = {
  'promoted': [{ status: { phase: 'Succeeded', because: 'podinfo.test is promoted', startedAt: afterNoon(-300), finishedAt: afterNoon(-200), rollouts: [{ startedAt: afterNoon(-300), endedAt: afterNoon(-210), result: 'promoted', template: 'stable', because: 'podinfo.test is promoted', command: { verb: 'promote', by: 'joe', at: afterNoon(-250) } }] } }],
  'at-rest': [{}, leftAlone],
  'changed-past-the-analysis': [{ target: { template: 'hotfix', stable: 'hotfix' }, status: { because: 'podinfo.test was changed without analysis: its template is the stable one now' } }, { deployment: aDeployment().image('podinfo:hotfix').annotated({ [bypassed]: 'hotfix: the shop is down' }) }],
  'nothing-to-protect': [{ target: { available: 0, rollout: rolling } }],
  'no-replicas': [{ target: { replicas: 0, available: 0 } }],
  'paused-by-its-user-at-rest': [{ target: { paused: true } }],
  'not-set-up': [{ needsSetUp: true, status: { phase: '', because: undefined as never } }, { ...leftAlone, driver: { state: 'gone', lastHeardAt: undefined } }],
  'not-set-up-and-wrong': [{ needsSetUp: true, status: { phase: '', because: undefined as never } }, { problems: [denied({ path: 'spec.targetRef.name', value: 'podinfo', expected: 'a target that no other canary has', suggestion: 'canary other has it' })] }],
  'unknown-provider': [{}, { misfit: new Failure('refused', 'spec.provider of canary podinfo is istio', { next: 'it can be kubernetes, traefik' }), unreadable: true }],
  'target-missing': [{ target: 'absent' }],
  'target-missing-with-traffic': [{ ...analysingAt(1), target: 'absent' }],
  'foreign-workload': [{ target: held, canaryWorkload: { ours: false } }],
  'suspended': [{ spec: { suspend: true }, target: held }],
  'held-and-left-alone': [{ target: held }, { driver: { state: 'gone', lastHeardAt: undefined }, runner: 'absent' }],
  'held-with-a-standby': [{ target: held, status: { phase: 'Waiting', because: 'podinfo.test is held with a new template: run "kubectl canary watch podinfo -n test"' } }, { driver: { state: 'gone', lastHeardAt: undefined } }],
  'held-and-paused-by-its-user': [{ target: { ...held, pausedByUser: true }, status: { phase: 'Waiting' } }],
  'held-and-unreadable': [{ status: { phase: 'Waiting', because: 'podinfo.test is held with a new template: run "kubectl canary watch podinfo -n test"' } }, { unreadable: true, driver: { state: 'unknown' }, runner: 'unknown' }],
  'waiting-for-its-start': [{ target: held, analysis: gate('confirm-rollout'), status: { phase: 'Waiting', because: 'podinfo.test: waiting for approval approval', gates: closed('confirm-rollout'), nextCheckAt: afterNoon(65), driver } }],
  'waiting-at-a-gate-of-others': [{ target: held, analysis: gate('confirm-rollout', 'https://gates.example.com/podinfo'), status: { phase: 'Waiting', gates: closed('confirm-rollout', { state: 'unknown', message: 'connection refused' }), driver } }, leftAlone],
  'analysing': [analysingAt(1, { at: 5, analysis: metrics, status: { because: 'step 2 of 5: weight 20', checks: [passing], driver } })],
  'analysing-in-the-cluster': [analysingAt(0, { at: 5, status: { because: 'step 1 of 5: weight 10', driver: { ...driver, host: 'cluster', identity: 'runner-5d4f', user: 'system:serviceaccount:kubectl-canary-system:runner' } } })],
  'analysing-by-another': [analysingAt(0, { at: 5, status: { because: 'step 1 of 5: weight 10', driver } }), { driver: { state: 'alive', identity: 'joe@desk-1' } }],
  'checks-fail': [analysingAt(1, { at: 5, analysis: metrics, status: { because: firstFailures[1]!.because, failedChecks: 2, checks: [{ ...failing, failures: 2 }, passing], history: firstFailures.slice(0, 2), driver } })],
  'checks-unknown': [analysingAt(1, { at: 5, analysis: { ...metrics, maxUnknown: 4 }, spec: { metricsServer: 'http://prometheus.monitoring:9090' }, status: { because: 'weight 20: could not find out (1 of 4): no', unknownChecks: 1, checks: [unanswered], driver } })],
  'canary-image-missing': [{ target: held, canaryWorkload: { available: 0, rollout: { ...rolling, progress: 'waiting for rollout to finish: 0 of 1 updated replicas are available' } }, status: { phase: 'Progressing', lastAppliedSpec: 'next', startedAt: afterNoon(0), because: 'new revision of podinfo.test: the canary is started', driver } }, { canaryPods: { pods: [pod('podinfo-canary-5d4f-bcdfg', unpulled), pod('podinfo-canary-5d4f-xwvts', unpulled)] } }],
  'canary-crashes': [analysingAt(1, { canaryWorkload: { rollout: rolling, available: 1 }, status: { stepPassed: true, driver } }), { canaryPods: { pods: [pod('podinfo-canary-5d4f-bcdfg', { ready: true }), pod('podinfo-canary-5d4f-xwvts', crashing)] } }],
  'paused': [analysingAt(1, { status: { paused: { by: 'joe', at: afterNoon(10) }, because: 'paused by joe at weight 20', checks: [passing], driver } })],
  'left-alone': [analysingAt(1, { status: { because: 'step 2 of 5: weight 20', driver } }), leftAlone],
  'asked-to-promote': [analysingAt(1, { at: 5, command: { verb: 'promote', by: 'joe', at: afterNoon(2) }, status: { because: 'step 2 of 5: weight 20', driver } }), leftAlone],
  'runner-takes-over': [analysingAt(1, { at: 5, status: { because: 'step 2 of 5: weight 20', driver } }), { driver: { state: 'gone', lastHeardAt: new Date(afterNoon(0)) } }],
  'waiting-for-more-traffic': [analysingAt(1, { analysis: gate('confirm-traffic-increase'), status: { because: 'podinfo.test: waiting for traffic increase approval approval', gates: closed('confirm-traffic-increase'), driver } })],
  'waiting-for-promotion': [analysingAt(4, { at: 55, analysis: gate('confirm-promotion'), status: { phase: 'WaitingPromotion', because: 'podinfo.test: waiting for promotion approval approval', gates: closed('confirm-promotion'), nextCheckAt: afterNoon(60), driver } })],
  'pre-rollout-fails': [{ target: held, canaryWorkload: {}, analysis: gate('pre-rollout', 'http://loadtester.test/'), status: { phase: 'Progressing', lastAppliedSpec: 'next', failedChecks: 1, gates: closed('pre-rollout', { message: 'HTTP 500' }), nextCheckAt: afterNoon(65), driver } }],
  'promoting': [promoting()],
  'promoting-onto-crashing-pods': [promoting(), { targetPods: { pods: [pod('podinfo-5d4f-bcdfg', { ready: false, state: { running: {} } })], warnings: [event('podinfo-5d4f-bcdfg', 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 500')] } }],
  'promotion-paused-by-its-user': [promoting({ target: { paused: true } })],
  'promotion-goes-back': [promoting({ target: { template: 'stable', stable: 'stable' }, status: { failure: 'promotion failed, back to the stable template: podinfo.test not ready: deployment "podinfo" exceeded its progress deadline', because: 'promotion failed, back to the stable template: podinfo.test not ready: deployment "podinfo" exceeded its progress deadline' } })],
  'promotion-left-alone': [promoting(), leftAlone],
  'finalising': [{ weight: 30, canaryWorkload: {}, analysis: { stepWeightPromotion: 20 }, target: { template: 'next', stable: 'next' }, status: { phase: 'Finalising', lastAppliedSpec: 'next', canaryWeight: 30, because: 'promoted: traffic returns, 70 of 100 on podinfo.test', nextCheckAt: afterNoon(65), driver } }],
  'failed-checks': [failed(`rolled back at weight 20: failed checks threshold reached 3: ${failing.message}`, { failedChecks: 3, checks: [failing, slow], history: firstFailures })],
  'failed-gate': [{ ...failed('rolled back: failed checks threshold reached 1', { failedChecks: 1, gates: closed('pre-rollout', { message: 'HTTP 500' }) }), analysis: gate('pre-rollout', 'http://loadtester.test/') }],
  'failed-unknown': [failed('rolled back at weight 20: could not find out 3 times: no answer', { unknownChecks: 3, checks: [unanswered] })],
  'failed-canary-not-ready': [{ ...failed('rolled back: canary deployment "podinfo-canary" exceeded its progress deadline'), spec: { progressDeadlineSeconds: 60 } }, { canaryPods: { warnings: [event('podinfo-canary-5d4f-bcdfg', 'Failed', 'Failed to pull image "podinfo:2": not found'), event('podinfo-canary-5d4f-bcdfg', 'Failed', 'Error: ImagePullBackOff')] } }],
  'failed-canary-lost': [failed('rolled back at weight 20: none of its pods is available'), { canaryPods: { pods: [pod('podinfo-canary-5d4f-bcdfg', crashing)] } }],
  'failed-by-hand': [failed('rolled back at weight 20: aborted by joe', { command: { verb: 'abort', by: 'joe', at: afterNoon(35) } })],
  'failed-by-a-rollback-gate': [{ ...failed('rolled back at weight 20: rollback check approval asked for it'), analysis: gate('rollback', 'http://loadtester.test/rollback/check') }],
  'failed-promotion': [failed('promotion failed, back to the stable template: podinfo.test not ready: deployment "podinfo" exceeded its progress deadline', {}, { letThrough: true }), { targetPods: { warnings: [event('podinfo-5d4f-bcdfg', 'BackOff', 'Back-off restarting failed container podinfod')] }, deployment: aDeployment() }],
  'failed-and-changed-again': [failed('rolled back', {}, { held: true, template: 'newer' }), leftAlone],
  'deleted-and-left-alone': [{ deleting: true, target: held, finalizers: ['kubectl-canary.dev/put-back', 'example.com/keep'] }, leftAlone],
  'deleted': [{ deleting: true, target: { template: 'next', rollout: stuck }, status: { phase: 'Promoting', lastAppliedSpec: 'other' }, finalizers: ['kubectl-canary.dev/put-back'] }],
};

describe('plugin/explain/explain.ts', () => {
  for (const [name, [situation, more]] of Object.entries(cases)) {
    it(`explains ${name.replaceAll('-', ' ')}`, () => {
      const standing = aStanding(situation, more);
      const lines = explanationLines(standing.canary, explain(standing), { paint: unpainted });
      expectGolden(`explain/${name}.txt`, lines);
      expect(lines.filter((line) => /undefined|NaN|Invalid|\bnull\b/.test(line))).to.deep.equal([]);
      expect(new Set(lines).size, 'lines that are told once').to.equal(lines.length);
    });
  }

  it('begins with what happened, and ends with a command', () => {
    for (const [situation, more] of Object.values(cases)) {
      const { sentences, next } = explain(aStanding(situation, more));
      expect(sentences[0]).to.match(/\S/);
      expect(next.at(-1)?.command).to.match(/^(kubectl|echo)/);
    }
  });
});
