import * as names from '../../shared/api/annotations.ts';
import type { Canary, CanarySpec, CanaryStatus } from '../../shared/api/canary.ts';
import type { Observation, TargetState } from '../../shared/engine/observation.ts';
import type { CommandVerb } from '../../shared/engine/decide-command.ts';
import type { Router } from '../../shared/routing/router.ts';
import { weightsFor } from '../../shared/routing/weights.ts';
import { deployment } from '../../shared/workloads/kinds/deployment.ts';
import type { Rollout } from '../../shared/workloads/workload.ts';

/** When every observation of a test is made, unless it says otherwise. */
export const noon = '2026-01-01T12:00:00.000Z';

/** The time so many seconds from noon. */
export function afterNoon(seconds: number): string {
  return new Date(Date.parse(noon) + seconds * 1000).toISOString();
}

const router = { name: 'fake', supports: { weights: true, headerMatch: false, mirror: false, sessionAffinity: false }, settleSeconds: 3, refusal: () => undefined } as unknown as Router;
export const rolledOut: Rollout = { replicas: 2, updated: 2, available: 2, complete: true, stuck: false, progress: 'rolled out' };
export const rolling: Rollout = { replicas: 2, updated: 1, available: 2, complete: false, stuck: false, progress: 'waiting for rollout to finish: 1 out of 2 new replicas have been updated' };
export const stuck: Rollout = { ...rolling, stuck: true, progress: 'deployment "podinfo" exceeded its progress deadline' };

/** What a test says of the cluster; all else is an idle, healthy canary podinfo.test with stepWeight 10, maxWeight 50, threshold 3, interval 10s. */
export interface Situation {
  status?: Partial<CanaryStatus>;
  analysis?: Partial<CanarySpec['analysis']>;
  spec?: Partial<CanarySpec>;
  /** Percent that the routing objects say; undefined: they do not route yet. */
  weight?: number;
  target?: Partial<TargetState> | 'absent';
  /** The template it was made from and how it does; absent where not named. */
  canaryWorkload?: { template?: string; replicas?: number; available?: number; rollout?: Rollout; ours?: boolean };
  command?: { verb: CommandVerb; by?: string; at?: string; template?: string };
  begins?: boolean;
  deleting?: boolean;
  finalizers?: string[];
  needsSetUp?: boolean;
  /** Seconds from noon. */
  at?: number;
  router?: Partial<Router>;
  hasServices?: boolean;
}

/** The observation of a situation. */
export function anObservation(situation: Situation = {}): Observation {
  const { weight = 0, target = {}, canaryWorkload, begins = true, needsSetUp = false, at = 0, hasServices = true } = situation;
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'podinfo-primary' } };
  return {
    now: new Date(afterNoon(at)),
    canary: canaryOf(situation),
    kind: deployment,
    router: { ...router, ...situation.router },
    route: { apex: 'podinfo' } as Observation['route'],
    found: {},
    weights: weightsFor(weight),
    target: target === 'absent' ? undefined : { object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'podinfo' } }, template: 'stable', held: false, stable: 'stable', pausedByUser: false, paused: false, letThrough: false, replicas: 2, available: 2, rollout: rolledOut, ...target },
    canaryWorkload: canaryWorkload === undefined ? undefined : { object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'podinfo-canary' } }, ours: true, template: 'next', replicas: 1, available: 1, rollout: rolledOut, ...canaryWorkload },
    services: { apex: service, primary: hasServices ? service : undefined, canary: hasServices ? service : undefined },
    needsSetUp,
    begins,
  };
}

function canaryOf({ status = {}, analysis = {}, spec = {}, command, deleting = false, finalizers = [] }: Situation): Canary {
  const annotations = command === undefined ? {} : {
    [names.command]: command.verb, [names.commandBy]: command.by ?? 'alice', [names.commandAt]: command.at ?? noon,
    ...(command.template === undefined ? {} : { [names.commandTemplate]: command.template }),
  };
  return {
    apiVersion: 'kubectl-canary.dev/v1beta1',
    kind: 'Canary',
    metadata: { name: 'podinfo', namespace: 'test', uid: 'u1', annotations, finalizers, ...(deleting ? { deletionTimestamp: noon } : {}) },
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'podinfo' },
      service: { port: 80 },
      analysis: { interval: '10s', threshold: 3, stepWeight: 10, maxWeight: 50, ...analysis },
      ...spec,
    },
    status: { phase: 'Initialized', lastPromotedSpec: 'stable', because: 'podinfo.test serves', ...status },
  } as Canary;
}

/** An analysis at this step of the plan (weight 10, 20 ...), with the canary serving and the next check ten seconds from noon. */
export function analysingAt(step: number, more: Situation = {}): Situation {
  const weight = (step + 1) * 10;
  return {
    weight, ...more,
    target: { held: true, template: 'next', ...(more.target as object | undefined) },
    canaryWorkload: { ...more.canaryWorkload },
    status: { phase: 'Progressing', lastAppliedSpec: 'next', lastPromotedSpec: 'stable', step, canaryWeight: weight, startedAt: afterNoon(-60), stepStartedAt: noon, nextCheckAt: afterNoon(10), failedChecks: 0, ...more.status },
  };
}
