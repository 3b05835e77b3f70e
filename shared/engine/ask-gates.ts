import type { Canary, GateStatus } from '../api/canary.ts';
import { callGates } from '../gates/call-gates.ts';
import type { GateAnswer, GateType } from '../gates/gate.ts';
import { normal, warning } from './decision.ts';
import type { EventText } from './decision.ts';
import { factsOf, inSeconds } from './facts.ts';
import type { Facts } from './facts.ts';
import type { StepContext, StepOutcome } from './steps/step.ts';

/** Types asked by a step; rollout and rollback gates belong to the analysis. */
type AskedType = Exclude<GateType, 'event' | 'rollout' | 'rollback'>;

/** What a closed gate keeps from happening, in Flagger's words. */
const halts: Record<AskedType, (gate: string, reason: string) => string> = {
  'confirm-rollout': (gate) => `waiting for approval ${gate}`,
  'pre-rollout': (gate, reason) => `pre-rollout check ${gate} failed ${reason}`,
  'confirm-traffic-increase': (gate) => `waiting for traffic increase approval ${gate}`,
  'confirm-promotion': (gate) => `waiting for promotion approval ${gate}`,
  'post-rollout': (gate, reason) => `post-rollout hook ${gate} failed ${reason}`,
};

/**
 * Asks the gates of a type. Where one is closed the outcome is a refusal, and says when it is asked again; as the wait may be long, the
 * rollback gates are asked too.
 */
export async function askGates(context: StepContext, type: GateType): Promise<StepOutcome> {
  const asked = type as AskedType;
  const { kube, http } = context;
  const canary = ofHeldRevision(context, asked);
  const answers = await callGates({ kube, canary, type: asked, fetch: http });
  const facts = { ...factsOf(context.observation), now: context.now() };
  // A rollout begins with these: what gates said in the last one counts no more.
  const known = asked === 'confirm-rollout' ? [] : facts.status.gates ?? [];
  const gates = withAnswers(known, answers, asked, inSeconds(facts, 0));
  const events = answers.map((answer) => eventOf(facts, asked, answer));
  const closed = answers.find(({ kind }) => kind !== 'open');
  if (closed === undefined || closed.kind === 'open' || asked === 'post-rollout') {
    return { events, ...(answers.length === 0 ? {} : { record: { gates } }) };
  }
  const waiting = refusal(facts, asked, closed, { gates, events });
  const rollback = (await callGates({ kube, canary, type: 'rollback', fetch: http })).find(({ kind }) => kind === 'open');
  if (rollback === undefined) {
    return waiting;
  }
  const back = rollbackAsked(facts, rollback);
  return { ...waiting, ...back, record: { ...waiting.record, ...back.record }, events: [...(waiting.events ?? []), ...(back.events ?? [])] };
}

/** The next decision rolls back: `failure` says that enough is known. */
export function rollbackAsked({ name }: Facts, { gate }: GateAnswer): StepOutcome {
  const failure = `rollback check ${gate} asked for it`;
  return {
    record: { failure, stepPassed: false },
    because: failure,
    events: [warning('RollbackAsked', `Rollback check ${gate} passed`), normal('RollingBack', `Rolling back ${name} manual webhook invoked`)],
  };
}

/** Until an analysis has begun the status speaks of the last one; a start is confirmed for what is held, and its gate is told that revision. */
function ofHeldRevision({ canary, observation: { target } }: StepContext, type: AskedType): Canary {
  return type === 'confirm-rollout' && target !== undefined ? { ...canary, status: { ...canary.status, lastAppliedSpec: target.template } } : canary;
}

/** Gate statuses with the newest answer of each. */
export function withAnswers(known: readonly GateStatus[], answers: readonly GateAnswer[], type: GateType, at: string): GateStatus[] {
  const fresh = answers.map((answer): GateStatus => ({ name: answer.gate, type, state: answer.kind, at, ...(answer.kind === 'open' ? {} : { message: answer.reason.slice(0, 256) }) }));
  const others = known.filter((gate) => !fresh.some(({ name }) => name === gate.name && gate.type === type));
  return [...others, ...fresh];
}

function eventOf({ name }: Facts, type: AskedType, answer: GateAnswer): EventText {
  const title = type.charAt(0).toUpperCase() + type.slice(1);
  return answer.kind === 'open'
    ? normal('GateOpened', `${title} check ${answer.gate} passed`)
    : warning('GateClosed', type === 'post-rollout' ? `Post-rollout hook ${answer.gate} failed ${answer.reason}` : `Halt ${name} advancement ${halts[type](answer.gate, answer.reason)}`);
}

/**
 * A closed approval waits; a failed pre-rollout check counts. In both cases the analysis goes on meanwhile, and the gate is asked again an
 * interval later. The event is told once, not at each asking.
 */
function refusal(facts: Facts, type: AskedType, closed: Exclude<GateAnswer, { kind: 'open' }>, { gates, events }: { gates: GateStatus[]; events: EventText[] }): StepOutcome {
  const { status, intervalSeconds, name } = facts;
  const because = `${name}: ${halts[type](closed.gate, closed.reason)}`;
  const isNews = status.because !== because || type === 'pre-rollout';
  const phase = ({ 'confirm-rollout': 'Waiting', 'confirm-promotion': 'WaitingPromotion' } as const)[type as string];
  return {
    refused: true,
    because,
    events: isNews ? events : [],
    record: {
      gates,
      stepPassed: false,
      nextCheckAt: inSeconds(facts, intervalSeconds),
      ...(phase === undefined ? {} : { phase }),
      ...(type === 'confirm-rollout' ? { failure: undefined } : {}),
      ...(type === 'pre-rollout' ? failure(closed, status) : {}),
    },
  };
}

function failure(closed: GateAnswer, { failedChecks = 0, unknownChecks = 0 }: Facts['status']): { failedChecks: number } | { unknownChecks: number } {
  return closed.kind === 'unknown' ? { unknownChecks: unknownChecks + 1 } : { failedChecks: failedChecks + 1 };
}
