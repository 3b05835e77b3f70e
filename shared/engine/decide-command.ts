import * as names from '../api/annotations.ts';
import { rollBack } from './decide-analysis.ts';
import { goBack } from './decide-promotion.ts';
import { normal } from './decision.ts';
import type { Decision } from './decision.ts';
import { inSeconds, plainly } from './facts.ts';
import type { Facts } from './facts.ts';
import { isUnderWay } from './phases.ts';

export const commandVerbs = ['promote', 'abort', 'revert', 'pause', 'resume'] as const;
export type CommandVerb = (typeof commandVerbs)[number];

/** What a person asked for, as it stands on the Canary. */
export interface Command {
  readonly verb: CommandVerb;
  readonly by: string;
  /** RFC 3339; also what tells one command from the next. */
  readonly at: string;
  /** The held template it is about. */
  readonly template: string | undefined;
}

/** The command on the Canary that has not been obeyed yet. */
export function openCommand({ observation: { canary }, status }: { observation: Pick<Facts['observation'], 'canary'>; status: Facts['status'] }): Command | undefined {
  const annotations = canary.metadata.annotations ?? {};
  const verb = commandVerbs.find((each) => each === annotations[names.command]);
  const at = annotations[names.commandAt];
  if (verb === undefined || at === undefined || (status.command?.at !== undefined && Date.parse(status.command.at) >= Date.parse(at))) {
    return undefined;
  }
  return { verb, by: annotations[names.commandBy] ?? 'someone', at, template: annotations[names.commandTemplate] };
}

/** Obeys an open command. What it cannot apply to any more is written down as obeyed, and nothing else happens. */
export function decideCommand(facts: Facts): Decision | undefined {
  const command = openCommand(facts);
  if (command === undefined) {
    return undefined;
  }
  const target = facts.observation.target!;
  const isStale = target.held && command.template !== undefined && command.template !== target.template;
  const obey = isStale ? undefined : { promote, abort, revert, pause, resume }[command.verb];
  return obey?.(facts, command) ?? { step: 'note', ...plainly(facts.status.because ?? `${command.verb} came too late`, obeyed(command)) };
}

function obeyed({ verb, by, at }: Command) {
  return { command: { verb, by, at } };
}

function promote(facts: Facts, command: Command): Decision | undefined {
  const { held, template, stable } = facts.observation.target!;
  if (!held || facts.phase === 'Promoting') {
    return undefined;
  }
  const now = inSeconds(facts, 0);
  const record = { ...obeyed(command), phase: 'Promoting', lastAppliedSpec: template, lastPromotedSpec: stable, phaseStartedAt: now, startedAt: facts.status.finishedAt === undefined ? facts.status.startedAt ?? now : now, finishedAt: undefined, paused: undefined, failure: undefined, nextCheckAt: undefined } as const;
  const because = `${facts.target} is promoted by ${command.by}`;
  return { step: 'note', ...plainly(because, record, [normal('PromotedByHand', `Promotion of ${facts.name} was asked for by ${command.by}`)]) };
}

function abort(facts: Facts, command: Command): Decision | undefined {
  const { observation: { target }, status, phase } = facts;
  if (phase === 'Promoting' && !target!.held) {
    const back = goBack(facts, `aborted by ${command.by}`);
    return { ...back, record: { ...back.record, ...obeyed(command) } };
  }
  if (!target!.held || (phase === 'Failed' && status.lastAppliedSpec === target!.template)) {
    return undefined;
  }
  const back = rollBack(facts, `aborted by ${command.by}`, [normal('AbortedByHand', `Abort of ${facts.name} was asked for by ${command.by}`)]);
  return { ...back, record: { ...back.record, ...obeyed(command), lastAppliedSpec: target!.template } };
}

/** As abort, and the stable template is applied to the target again; the traffic goes back before that. Done: a driver died before it could write it down. */
function revert(facts: Facts, command: Command): Decision | undefined {
  const { observation: { target }, weight, phase } = facts;
  const isDone = phase === 'Failed' && !target!.held;
  if (!isDone && (!target!.held || phase === 'Promoting')) {
    return abort(facts, command);
  }
  const because = `reverted to the stable template by ${command.by}`;
  if (weight > 0 || isUnderWay(phase)) {
    const back = rollBack(facts, `aborted by ${command.by}`);
    return { ...back, record: { ...back.record, lastAppliedSpec: target!.template } };
  }
  return { step: isDone ? 'note' : 'revert', ...plainly(because, { ...obeyed(command), phase: 'Initialized', failure: undefined }, [normal('RevertedByHand', `${facts.target} was ${because}`)]) };
}

function pause(facts: Facts, command: Command): Decision | undefined {
  if (facts.phase !== 'Progressing' && facts.phase !== 'WaitingPromotion') {
    return undefined;
  }
  return { step: 'note', ...plainly(`paused by ${command.by} at weight ${facts.weight}`, { ...obeyed(command), paused: { by: command.by, at: command.at } }, [normal('Paused', `${facts.name} was paused by ${command.by}`)]) };
}

/** The step begins anew: what was measured while nobody looked says little. */
function resume(facts: Facts, command: Command): Decision | undefined {
  if (facts.status.paused === undefined) {
    return undefined;
  }
  const nextCheckAt = facts.status.step === undefined ? undefined : inSeconds(facts, facts.intervalSeconds);
  return { step: 'note', ...plainly(`resumed by ${command.by}`, { ...obeyed(command), paused: undefined, nextCheckAt }, [normal('Resumed', `${facts.name} was resumed by ${command.by}`)]) };
}
