/** What a person needs to know about one Canary. Pure: made from what was read, without clock or terminal. */
import type { Canary, CanaryStatus, GateStatus, Phase } from '../../shared/api/canary.ts';
import type { Decision } from '../../shared/engine/decision.ts';
import type { Observation } from '../../shared/engine/observation.ts';
import { isUnderWay } from '../../shared/engine/phases.ts';
import type { Plan } from '../../shared/engine/plan.ts';
import { planOf } from '../../shared/engine/plan.ts';
import { gateOpening } from '../explain/gate-sentences.ts';
import { approvals } from './approvals.ts';

export interface CanaryView {
  readonly name: string;
  readonly namespace: string;
  /** `deployment/podinfo`: what is changed, held and promoted. */
  readonly target: string;
  /** As the status has it; `New` before the first. */
  readonly phase: Exclude<Phase, ''> | 'New';
  readonly isUnderWay: boolean;
  /** A template waits in the target; undefined where the target was not looked at. */
  readonly held: boolean | undefined;
  /** The one sentence that says why it stands where it stands. */
  readonly because: string;
  /** Percent of the traffic on the canary. */
  readonly weight: number;
  /** Percent that it is to have now; another than `weight` while that is on its way, or where somebody else writes routing objects. */
  readonly plannedWeight: number;
  readonly plan: readonly PlannedStep[];
  /** Undefined where it was not looked at, or does not exist. */
  readonly stablePods: PodsView | undefined;
  readonly canaryPods: PodsView | undefined;
  readonly checks: readonly CheckView[];
  /** Checks that failed so far, and how many end the rollout. */
  readonly failedChecks: { readonly count: number; readonly limit: number };
  readonly unknownChecks: number;
  readonly gates: readonly GateView[];
  /** Oldest first. */
  readonly history: readonly HistoryEntry[];
  readonly driver: { readonly identity: string; readonly host: string } | undefined;
  /** That driver is at work; undefined where it was not looked at. */
  readonly isDriven: boolean | undefined;
  readonly paused: { readonly by: string } | undefined;
  readonly nextCheckAt: Date | undefined;
  readonly startedAt: Date | undefined;
  readonly finishedAt: Date | undefined;
  readonly lastTransitionAt: Date | undefined;
  /** The command that is useful now; undefined where there is none. */
  readonly advice: string | undefined;
}

export interface PlannedStep {
  /** `20`, or `2/5` where iterations are counted. */
  readonly label: string;
  readonly state: 'passed' | 'current' | 'ahead';
}

export interface PodsView {
  readonly available: number;
  readonly replicas: number;
}

export interface CheckView {
  readonly name: string;
  readonly verdict: 'passed' | 'failed' | 'unknown';
  /** `99.2 %`, or `-` where it could not be found out. */
  readonly value: string;
  /** The same as it was measured. */
  readonly number: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** `≥ 99 %`, `≤ 500 ms`, `1 to 5`; empty where anything passes. */
  readonly expected: string;
  readonly message: string;
  readonly at: Date | undefined;
}

export interface GateView {
  readonly name: string;
  readonly type: string;
  readonly state: 'waiting' | 'open' | 'closed' | 'unknown';
  readonly message: string;
  /** How an approval that is not given yet is given, where that is known. */
  readonly opens?: string | undefined;
}

export interface HistoryEntry {
  readonly at: Date;
  readonly phase: string;
  readonly weight: number;
  readonly because: string;
}

/** What was read besides the Canary; what is undefined is not shown. */
export interface Surroundings {
  readonly held?: boolean | undefined;
  readonly isDriven?: boolean | undefined;
  readonly stablePods?: PodsView | undefined;
  readonly canaryPods?: PodsView | undefined;
  /** Percent as the routing objects have it; else that of the status. */
  readonly weight?: number | undefined;
  /** Percent that is decided, newer than that of the status. */
  readonly plannedWeight?: number | undefined;
  readonly plan?: Plan | undefined;
  /** Newer than that of the status. */
  readonly because?: string | undefined;
}

/** The view of what a driver observes. While it waits it knows better than the status what for. */
export function viewOfObservation({ canary, target, canaryWorkload, weights, router }: Observation, decision: Decision): CanaryView {
  const isWaiting = decision.step === 'wait' || decision.step === 'leave';
  return canaryView(canary, {
    because: isWaiting ? decision.because : canary.status?.because ?? decision.because,
    held: target?.held,
    stablePods: target === undefined ? undefined : { available: target.available, replicas: target.replicas },
    canaryPods: canaryWorkload === undefined ? undefined : { available: canaryWorkload.available, replicas: canaryWorkload.replicas },
    weight: weights?.canary,
    plannedWeight: decision.step === 'shift-traffic' ? decision.weight : undefined,
    plan: planOf(canary, router),
  });
}

/** The view of a Canary as it was read. */
export function canaryView(canary: Canary, around: Surroundings = {}): CanaryView {
  const status = canary.status ?? {};
  const phase = status.phase || 'New';
  const threshold = Math.max(1, canary.spec.analysis?.threshold ?? 1);
  const facts = {
    name: canary.metadata.name,
    namespace: canary.metadata.namespace ?? 'default',
    target: `${canary.spec.targetRef.kind.toLowerCase()}/${canary.spec.targetRef.name}`,
    phase,
    isUnderWay: isUnderWay(status.phase),
    held: around.held,
    paused: status.paused === undefined ? undefined : { by: status.paused.by },
  } as const;
  return {
    ...facts,
    because: around.because ?? status.because ?? 'no driver or runner has looked at it yet',
    weight: around.weight ?? status.canaryWeight ?? 0,
    plannedWeight: around.plannedWeight ?? status.canaryWeight ?? around.weight ?? 0,
    plan: plannedSteps(around.plan, status, facts.isUnderWay),
    stablePods: around.stablePods,
    canaryPods: around.canaryPods,
    checks: (status.checks ?? []).map(checkView),
    failedChecks: { count: status.failedChecks ?? 0, limit: threshold },
    unknownChecks: status.unknownChecks ?? 0,
    gates: (status.gates ?? []).map((gate) => gateView(canary, gate)),
    history: (status.history ?? []).map(({ at, phase: was, weight, because }) => ({ at: new Date(at), phase: was, weight, because })),
    driver: status.driver === undefined ? undefined : { identity: status.driver.identity, host: status.driver.host },
    isDriven: around.isDriven,
    nextCheckAt: dateOf(status.nextCheckAt),
    startedAt: dateOf(status.startedAt),
    finishedAt: dateOf(status.finishedAt),
    lastTransitionAt: dateOf(status.lastTransitionTime),
    advice: adviceFor(facts),
  };
}

function plannedSteps(plan: Plan | undefined, { step }: CanaryStatus, underWay: boolean): PlannedStep[] {
  return (plan?.steps ?? []).map(({ weight, iteration }, index) => ({
    label: iteration === undefined ? String(weight) : `${iteration.number}/${iteration.of}`,
    state: stateOfStep(index, underWay ? step : undefined),
  }));
}

function stateOfStep(index: number, step: number | undefined): PlannedStep['state'] {
  if (step === undefined || index > step) {
    return 'ahead';
  }
  return index === step ? 'current' : 'passed';
}

function gateView(canary: Canary, { name, type, state, message = '' }: GateStatus): GateView {
  const isAwaited = state !== 'open' && approvals.includes(type);
  return { name, type, state, message, opens: isAwaited ? gateOpening(canary, { name, type }) : undefined };
}

type Check = NonNullable<CanaryStatus['checks']>[number];

/** The last answer of a check. */
export function checkView(check: Check): CheckView {
  return {
    name: check.name,
    verdict: check.verdict,
    value: check.value === undefined ? '-' : withUnit(formatNumber(check.value), check.unit),
    number: check.value,
    min: check.min,
    max: check.max,
    expected: expectedOf(check),
    message: check.message ?? '',
    at: dateOf(check.at),
  };
}

function expectedOf({ min, max, unit }: Pick<Check, 'min' | 'max' | 'unit'>): string {
  if (min !== undefined && max !== undefined) {
    return withUnit(`${formatNumber(min)} to ${formatNumber(max)}`, unit);
  }
  if (min !== undefined) {
    return withUnit(`≥ ${formatNumber(min)}`, unit);
  }
  return max === undefined ? '' : withUnit(`≤ ${formatNumber(max)}`, unit);
}

function withUnit(number: string, unit: string | undefined): string {
  return unit === undefined || unit === '' ? number : `${number} ${unit}`;
}

/** At most two decimals, and no more than are there. */
function formatNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function dateOf(text: string | undefined): Date | undefined {
  return text === undefined || text === '' ? undefined : new Date(text);
}

/** The next useful command for a person who sees this. */
function adviceFor({ name, namespace, phase, isUnderWay: underWay, held, paused }: Pick<CanaryView, 'name' | 'namespace' | 'phase' | 'isUnderWay' | 'held' | 'paused'>): string | undefined {
  const command = (verb: string) => `kubectl canary ${verb} ${name} -n ${namespace}`;
  if (paused !== undefined) {
    return `go on: ${command('resume')}`;
  }
  if (phase === 'Failed' && held !== false) {
    return `apply another change, or end the hold: ${command('abort')} --revert`;
  }
  if (phase === 'Waiting' || underWay) {
    return `see it happen: ${command('watch')}`;
  }
  return held === true ? `analyse and promote it: ${command('watch')}` : undefined;
}
