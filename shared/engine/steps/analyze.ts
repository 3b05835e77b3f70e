import type { CheckStatus } from '../../api/canary.ts';
import { callGates } from '../../gates/call-gates.ts';
import type { GateAnswer } from '../../gates/gate.ts';
import { judge } from '../../metrics/judge.ts';
import type { Judgement } from '../../metrics/judge.ts';
import { measureCheck } from '../../metrics/measure-check.ts';
import { rollbackAsked, withAnswers } from '../ask-gates.ts';
import { warning } from '../decision.ts';
import type { EventText } from '../decision.ts';
import { factsOf, inSeconds } from '../facts.ts';
import type { Facts } from '../facts.ts';
import type { Step, StepContext, StepOutcome } from './step.ts';

/**
 * One round of checks at the present weight: rollback gates, rollout gates, then all metrics side by side. However many of them fail, the
 * round counts as one failed check; where none fails but one could not be found out, as one unknown check.
 */
export const analyze: Step<'analyze'> = async (context) => {
  const { kube, canary, http } = context;
  const rollback = await callGates({ kube, canary, type: 'rollback', fetch: http });
  const asked = rollback.find(({ kind }) => kind === 'open');
  if (asked !== undefined) {
    return rollbackAsked(factsOf(context.observation), asked);
  }
  const [gates, metrics] = await Promise.all([callGates({ kube, canary, type: 'rollout', fetch: http }), measureAll(context)]);
  const facts = { ...factsOf(context.observation), now: context.now() };
  const checks = metrics.map(({ judgement, memo }) => statusOf(facts, judgement, memo));
  const gateStatuses = withAnswers(withAnswers(facts.status.gates ?? [], rollback, 'rollback', inSeconds(facts, 0)), gates, 'rollout', inSeconds(facts, 0));
  const findings = [...gates.filter(({ kind }) => kind !== 'open').map((answer) => gateFinding(facts, answer)), ...metrics.map(({ judgement }) => judgement).filter(({ verdict }) => verdict !== 'passed')];
  return roundOutcome(facts, findings, { checks, ...(gateStatuses.length === 0 ? {} : { gates: gateStatuses }) }, gates);
};

type Finding = Pick<Judgement, 'name' | 'verdict' | 'message'>;

async function measureAll({ kube, canary, http, observation }: StepContext): Promise<{ judgement: Judgement; memo: string | undefined }[]> {
  const known = observation.canary.status?.checks ?? [];
  return await Promise.all((canary.spec.analysis.metrics ?? []).map(async (check) => {
    const measurement = await measureCheck(canary, check, { kube, fetch: http, memo: known.find(({ name }) => name === check.name)?.memo });
    return { judgement: judge({ canary, check, measurement }), memo: measurement.memo };
  }));
}

function statusOf({ status, now }: Facts, judgement: Judgement, memo: string | undefined): CheckStatus {
  const before = status.checks?.find(({ name }) => name === judgement.name)?.failures ?? 0;
  return { ...judgement, message: judgement.message.slice(0, 1024), at: now.toISOString(), failures: before + (judgement.verdict === 'failed' ? 1 : 0), ...(memo === undefined ? {} : { memo }) };
}

function gateFinding({ name }: Facts, answer: GateAnswer): Finding {
  const reason = answer.kind === 'open' ? '' : answer.reason;
  return { name: answer.gate, verdict: answer.kind === 'unknown' ? 'unknown' : 'failed', message: `Halt ${name} advancement external check ${answer.gate} failed ${reason}` };
}

function roundOutcome(facts: Facts, findings: Finding[], record: NonNullable<StepOutcome['record']>, gates: readonly GateAnswer[]): StepOutcome {
  const { status, weight, intervalSeconds, threshold, analysis } = facts;
  const next = { ...record, nextCheckAt: inSeconds(facts, intervalSeconds) };
  if (findings.length === 0) {
    const count = (analysis.metrics ?? []).length + gates.length;
    return { record: { ...next, stepPassed: true, unknownChecks: 0, unknownCountedAt: undefined }, because: `weight ${weight}: ${count === 1 ? 'its check' : `all ${count} checks`} passed`, later: true };
  }
  const events: EventText[] = findings.map(({ verdict, message }) => warning(verdict === 'failed' ? 'CheckFailed' : 'CheckUnknown', message));
  const failed = findings.find(({ verdict }) => verdict === 'failed');
  if (failed !== undefined) {
    const failedChecks = (status.failedChecks ?? 0) + 1;
    return { record: { ...next, failedChecks, unknownChecks: 0, unknownCountedAt: undefined, stepPassed: false }, because: `weight ${weight}: check ${failedChecks} of ${threshold} failed: ${failed.message}`, events };
  }
  return unknownOutcome(facts, findings, record);
}

/** A fifth of an interval later the answer may be there (a new series needs two samples); what counts is whole intervals without one. */
function unknownOutcome(facts: Facts, findings: Finding[], record: NonNullable<StepOutcome['record']>): StepOutcome {
  const { status, weight, intervalSeconds, threshold, analysis, now } = facts;
  const isNews = status.unknownCountedAt === undefined || now.getTime() - Date.parse(status.unknownCountedAt) >= intervalSeconds * 1000;
  const unknownChecks = (status.unknownChecks ?? 0) + (isNews ? 1 : 0);
  return {
    record: { ...record, unknownChecks, ...(isNews ? { unknownCountedAt: now.toISOString() } : {}), stepPassed: false, nextCheckAt: inSeconds(facts, Math.max(1, intervalSeconds / 5)) },
    because: `weight ${weight}: could not find out (${unknownChecks} of ${analysis.maxUnknown ?? threshold}): ${findings[0]!.message}`,
    events: isNews ? findings.map(({ message }) => warning('CheckUnknown', message)) : [],
  };
}
