import { Failure } from '../shared/errors.ts';
import { nearestWord } from '../shared/nearest-word.ts';
import type { Flags } from './commands/command.ts';

/** What could have been typed. */
export interface Vocabulary {
  /** Words after `kubectl canary`. */
  readonly commands: readonly string[];
  /** The command that was understood; undefined where none was. */
  readonly command: string | undefined;
  /** Flags without dashes that could be given with it. */
  readonly flags: readonly string[];
}

/** Says what the parser did not understand in one line, with what was probably meant. */
export function explainUsage(message: string, { commands, command, flags }: Vocabulary): Failure {
  const line = message.replace(/\s*\n\s*/g, ' ').trim();
  const word = /^Unknown (?:argument|command)s?: ([^,]*)/.exec(line)?.[1];
  if (word !== undefined && line.startsWith('Unknown argument')) {
    return usage(`there is no flag ${dashed(word)}`, nearestWord(word, flags), dashed, 'see --help');
  }
  if (word !== undefined && command === undefined) {
    return usage(`there is no command "${word}"`, nearestWord(word, commands), (near) => `"kubectl canary ${near}"`, `there are ${commands.join(', ')}`);
  }
  if (word !== undefined) {
    return new Failure('usage', `kubectl canary ${command} takes fewer words: "${word}" is one too many`, { next: 'see --help' });
  }
  return new Failure('usage', explainValue(line), { next: 'see --help' });
}

/** The parser takes any word for a number. @throws Failure (usage) for a flag whose value is none, or below zero. */
export function requireNumbers(flags: Flags, values: Readonly<Record<string, unknown>>): void {
  const wrong = Object.entries(flags).find(([name, { type }]) => type === 'number' && values[name] !== undefined && !(Number(values[name]) >= 0));
  if (wrong !== undefined) {
    throw new Failure('usage', `${dashed(wrong[0])} expects a number, such as 30`, { next: 'see --help' });
  }
}

function usage(message: string, near: string | undefined, write: (word: string) => string, otherwise: string): Failure {
  return new Failure('usage', message, { next: near === undefined ? otherwise : `did you mean ${write(near)}?` });
}

function dashed(flag: string): string {
  return flag.length === 1 ? `-${flag}` : `--${flag}`;
}

function explainValue(line: string): string {
  const missing = /^Not enough arguments following: (.*)$/.exec(line)?.[1];
  if (missing !== undefined) {
    return `${dashed(missing)} expects a value`;
  }
  const { flag, given, choices } = /^Invalid values: Argument: (?<flag>[^,]*), Given: (?<given>.*), Choices: (?<choices>.*)$/.exec(line)?.groups ?? {};
  return flag === undefined ? line : `${dashed(flag)} can be ${choices}, not ${given}`;
}
