/** What could be typed next. Everything known comes from what the commands declare; what only the cluster knows is read. */
import type { CommandEntry, Flag, Flags, LiveWords } from '../commands/command.ts';
import { readTyped } from './typed.ts';
import type { Typed } from './typed.ts';

export interface Candidate {
  readonly word: string;
  readonly says?: string | undefined;
}

export interface Proposal {
  readonly candidates: readonly Candidate[];
  /** Names of files are to be proposed, which the shell does better. */
  readonly files: boolean;
}

export interface Vocabulary {
  readonly entries: readonly CommandEntry[];
  /** Flags of every command. */
  readonly flags: Flags;
  /** Reads names where the flags typed so far point; never fails. */
  live(words: Exclude<LiveWords, 'files'>, values: Typed['values']): Promise<readonly Candidate[]>;
}

const nothing: Proposal = { candidates: [], files: false };
const helpFlag: Flags = { help: { alias: 'h', type: 'boolean', describe: 'show help' } };

/** Proposes for the last of these words, which may be empty. */
export async function complete(typed: readonly string[], vocabulary: Vocabulary): Promise<Proposal> {
  const { entries, flags } = vocabulary;
  const [word] = readTyped(typed, flags).words;
  const entry = entries.find(({ usage }) => usage.split(' ')[0] === word);
  if (word !== undefined && entry === undefined) {
    return nothing;
  }
  const command = (await entry?.load())?.command;
  const known: Flags = { ...command?.flags, ...flags, ...helpFlag };
  const reading = readTyped(typed, known);
  if (reading.open !== undefined) {
    return await valuesOf(reading.open.flag, reading.open.value, reading, vocabulary);
  }
  if (reading.isFlag) {
    return starting(reading.last, flagCandidates(known));
  }
  if (command === undefined) {
    return starting(reading.last, entries.map(({ usage, describe }) => ({ word: usage.split(' ')[0] ?? '', says: describe })));
  }
  const positional = Object.values(command.positionals)[reading.words.length - 1];
  return positional === undefined ? nothing : await valuesOf(positional, reading.last, reading, vocabulary);
}

function flagCandidates(flags: Flags): Candidate[] {
  return Object.entries(flags).filter(([, { hidden }]) => hidden !== true).map(([name, { describe }]) => ({ word: `--${name}`, says: describe || undefined }));
}

async function valuesOf({ choices, completes }: Flag, value: string, { values }: Typed, { live }: Vocabulary): Promise<Proposal> {
  if (completes === 'files') {
    return { candidates: [], files: true };
  }
  if (typeof completes === 'string') {
    return starting(value, await live(completes, values));
  }
  const words = completes ?? (choices ?? []).map(String);
  return starting(value, words.filter((word) => word !== '').map((word) => ({ word })));
}

function starting(text: string, candidates: readonly Candidate[]): Proposal {
  return { candidates: candidates.filter(({ word }) => word.startsWith(text)), files: false };
}
