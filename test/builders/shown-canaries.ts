/** Canaries as a person meets them, for what is drawn and printed: one per situation that looks different. */
import { viewOfObservation } from '../../plugin/view/canary-view.ts';
import type { CanaryView } from '../../plugin/view/canary-view.ts';
import { decide } from '../../shared/engine/decide.ts';
import { afterNoon, analysingAt, anObservation, noon, rolling } from './an-observation.ts';
import type { Situation } from './an-observation.ts';

const history = [
  { at: afterNoon(-70), phase: 'Progressing', weight: 0, because: 'new revision of podinfo.test: the canary is started' },
  { at: afterNoon(-60), phase: 'Progressing', weight: 10, because: 'step 1 of 5: weight 10' },
  { at: afterNoon(-50), phase: 'Progressing', weight: 10, because: 'request-duration failed: Halt podinfo.test advancement request duration 612ms > 500ms' },
  { at: afterNoon(-10), phase: 'Progressing', weight: 20, because: 'step 2 of 5: weight 20' },
];
const driver = { identity: 'jane@laptop-4711', host: 'operator' as const, user: 'jane', since: afterNoon(-70) };
const checks = [
  { name: 'request-success-rate', value: 99.8, unit: '%', min: 99, verdict: 'passed' as const, message: '', at: noon, failures: 0 },
  { name: 'request-duration', value: 612, unit: 'ms', max: 500, verdict: 'failed' as const, message: 'Halt podinfo.test advancement request duration 612ms > 500ms', at: noon, failures: 1 },
  { name: 'queue-depth', max: 10, verdict: 'unknown' as const, message: 'no answer from http://prometheus:9090 to avg(queue_depth)', at: noon, failures: 0 },
];
const gates = [
  { name: 'smoke-test', type: 'pre-rollout', state: 'open' as const, message: '', at: afterNoon(-65) },
  { name: 'ask-the-team', type: 'confirm-promotion', state: 'waiting' as const, message: 'not yet', at: noon },
];

const situations = {
  'idle': { status: { phase: 'Succeeded', because: 'podinfo.test is promoted', history, startedAt: afterNoon(-300), finishedAt: afterNoon(-200) } },
  'new': { needsSetUp: true, status: { phase: '', because: undefined } },
  'starting': { target: { held: true, template: 'next' }, canaryWorkload: { available: 0, rollout: rolling }, status: { phase: 'Progressing', lastAppliedSpec: 'next', startedAt: afterNoon(-5), because: 'new revision of podinfo.test: the canary is started', history: history.slice(0, 1), driver } },
  'analysing': analysingAt(1, { status: { because: 'step 2 of 5: weight 20', failedChecks: 1, unknownChecks: 1, checks, history, driver } }),
  'gated': analysingAt(4, { status: { phase: 'WaitingPromotion', because: 'waiting for promotion approval ask-the-team', stepPassed: true, gates, checks: checks.slice(0, 1), history, driver } }),
  'paused': analysingAt(1, { status: { paused: { by: 'joe', at: noon }, because: 'paused by joe at weight 20', checks: checks.slice(0, 1), history, driver: { ...driver, host: 'cluster', identity: 'runner-5d4f-1' } } }),
  'promoting': { weight: 50, target: { template: 'next', stable: 'next', rollout: rolling }, canaryWorkload: {}, status: { phase: 'Promoting', lastAppliedSpec: 'next', canaryWeight: 50, step: 4, startedAt: afterNoon(-60), phaseStartedAt: afterNoon(-5), because: 'all 5 steps have passed: podinfo.test is promoted', history, driver } },
  'failed': { target: { held: true, template: 'next' }, status: { phase: 'Failed', lastAppliedSpec: 'next', startedAt: afterNoon(-60), finishedAt: noon, failedChecks: 3, because: 'rolled back at weight 20: failed checks threshold reached 3', checks, history } },
} satisfies Record<string, Situation>;

export type SituationName = keyof typeof situations;
export const situationNames = Object.keys(situations) as SituationName[];

/** The view of a situation, with what the engine says about it. */
export function shown(name: SituationName): CanaryView {
  const observation = anObservation(situations[name]);
  return viewOfObservation(observation, decide(observation));
}
