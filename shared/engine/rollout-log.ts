import type { Canary, CanaryStatus, CommandStatus, Phase, RolloutEntry, RolloutResult } from '../api/canary.ts';
import { openCommand } from './decide-command.ts';
import { isUnderWay } from './phases.ts';

/** One writing of the status, and what its log of rollouts takes from it. */
export interface StatusChange {
  /** As it was read: a command may stand on it that this status does not show as obeyed yet. */
  readonly canary: Canary;
  readonly before: CanaryStatus;
  readonly after: CanaryStatus;
  /** RFC 3339 */
  readonly at: string;
  /** The image of each container of the target's template. */
  readonly images?: Readonly<Record<string, string>> | undefined;
}

const longestLog = 10;

/** What it means for a rollout that is under way when this phase comes. */
const ends: Partial<Record<Phase, RolloutResult>> = { Succeeded: 'promoted', Initialized: 'cancelled' };

/** The log of rollouts after this change of the status; the same array where no rollout has begun, been ended by a person, or ended. */
export function rolloutsAfter(change: StatusChange): RolloutEntry[] | undefined {
  const known = change.before.rollouts ?? [];
  const log = ended(commanded(begun(known, change), change), change);
  return log === known ? change.before.rollouts : log.slice(-longestLog);
}

function begun(log: RolloutEntry[], change: StatusChange): RolloutEntry[] {
  const { before, after, at } = change;
  const isNew = after.startedAt !== undefined && after.startedAt !== before.startedAt;
  const isAgain = isUnderWay(after.phase) && !isUnderWay(before.phase) && openEntry(log) === undefined;
  if (!isNew && !isAgain) {
    return log;
  }
  const replaced = openEntry(log) === undefined ? log : withLast(log, { endedAt: at, result: 'replaced', because: after.because, drivenBy: driverOf(after) });
  return [...replaced, newEntry(change, isNew ? after.startedAt ?? at : at)];
}

/** The command that decided the outcome: it let the change through, or made the rollout fail. */
function commanded(log: RolloutEntry[], change: StatusChange): RolloutEntry[] {
  const { before, after } = change;
  const command = newCommand(change);
  const promotes = command?.verb === 'promote' && after.phase === 'Promoting' && before.phase !== 'Promoting';
  const aborts = isAbort(command) && after.failure !== undefined && before.failure === undefined;
  return openEntry(log) !== undefined && (promotes || aborts) ? withLast(log, { command }) : log;
}

/** A change that was aborted before its analysis has begun is a rollout, too: a short one. */
function ended(log: RolloutEntry[], change: StatusChange): RolloutEntry[] {
  const { before, after, at } = change;
  if (after.phase === before.phase) {
    return log;
  }
  const isShort = after.phase === 'Failed' && !isUnderWay(before.phase) && openEntry(log) === undefined;
  const command = newCommand(change);
  const current = isShort ? [...log, { ...newEntry(change, at), ...(isAbort(command) ? { command } : {}) }] : log;
  const result = resultOf(after, openEntry(current)?.command);
  return openEntry(current) === undefined || result === undefined ? log : withLast(current, { endedAt: at, result, because: after.because, drivenBy: driverOf(after) });
}

function resultOf({ phase }: CanaryStatus, command: CommandStatus | undefined): RolloutResult | undefined {
  if (phase === 'Failed') {
    return isAbort(command) ? 'aborted' : 'rolledBack';
  }
  return ends[phase ?? ''];
}

function isAbort(command: CommandStatus | undefined): boolean {
  return command?.verb === 'abort' || command?.verb === 'revert';
}

/** The one that this status shows as obeyed, else one that is being obeyed: `revert` takes more than one step. */
function newCommand({ canary, before, after }: StatusChange): CommandStatus | undefined {
  if (after.command !== undefined && after.command.at !== before.command?.at) {
    return after.command;
  }
  const open = openCommand({ observation: { canary }, status: after });
  return open === undefined ? undefined : { verb: open.verb, by: open.by, at: open.at };
}

function newEntry({ after, images }: StatusChange, startedAt: string): RolloutEntry {
  return withoutUndefined({ startedAt, template: after.lastAppliedSpec ?? '', stable: after.lastPromotedSpec, images: images === undefined ? undefined : { ...images }, startedBy: driverOf(after) });
}

function driverOf({ driver }: CanaryStatus): string | undefined {
  return driver?.user ?? driver?.identity;
}

function openEntry(log: readonly RolloutEntry[]): RolloutEntry | undefined {
  const last = log.at(-1);
  return last?.result === undefined ? last : undefined;
}

function withLast(log: readonly RolloutEntry[], more: Partial<RolloutEntry>): RolloutEntry[] {
  const last = log.at(-1);
  return last === undefined ? [] : [...log.slice(0, -1), withoutUndefined({ ...last, ...more })];
}

/** In a list that a merge patch replaces, null would be refused. */
function withoutUndefined(entry: RolloutEntry): RolloutEntry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as unknown as RolloutEntry;
}
