#!/usr/bin/env node
/** `kubectl canary`: yargs in, exit code out. What a command needs is loaded when it is typed: start-up time is a feature. */
import yargs from 'yargs';
import type { Argv } from 'yargs';
import { Failure, describeFailure, exitCodes } from '../shared/errors.ts';
import type { Outcome } from '../shared/errors.ts';
import { realTime } from '../shared/time/clock.ts';
import type { Command, CommandEntry, Flags } from './commands/command.ts';
import * as commands from './commands/index.ts';
import { readTyped } from './completion/typed.ts';
import { connectionFlags, connectOptions } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import { explainUsage, requireNumbers } from './explain-usage.ts';
import { interruption } from './interruption.ts';
import { separateFlags } from './separate-flags.ts';
import { chooseColor } from './terminal/color-choice.ts';
import { processOutput } from './terminal/output.ts';
import { printable } from './view/printable.ts';

const entries: readonly CommandEntry[] = Object.values(commands satisfies Record<string, CommandEntry>).sort((a, b) => a.usage.localeCompare(b.usage));
const output = processOutput();
const exitCode = await main(process.argv.slice(2));
/** A connection that is still open must not keep a finished command alive; what was written is on its way first. */
process.stdout.write('', () => process.exit(exitCode));

async function main(words: string[]): Promise<number> {
  try {
    if (words[0] === '__complete') {
      const { answer } = await import('./completion/answer.ts');
      (await answer(words.slice(1))).forEach((line) => output.print(line));
      return 0;
    }
    const outcome = await parseAndRun(words);
    return outcome === undefined ? 0 : exitCodes[outcome];
  } catch (error) {
    return await tellError(error, words);
  }
}

async function parseAndRun(words: string[]): Promise<Outcome | void> {
  let outcome: Outcome | void = undefined;
  const typing = { command: undefined as string | undefined, flags: Object.keys(connectionFlags) };
  const misunderstood = (message: string) => explainUsage(message, { ...typing, commands: entries.map(wordOf) });
  const parser = createParser(separateFlags(words, await flagsFor(words))).fail((message: string | null, error) => {
    throw message ? misunderstood(message) : error;
  });
  for (const entry of entries) {
    parser.command(entry.usage, entry.describe, async (args) => {
      const { command } = await entry.load();
      typing.command = wordOf(entry);
      typing.flags.push(...Object.keys(command.flags));
      return declare(args, command, entry);
    }, async (args) => {
      outcome = await run(entry, args);
    });
  }
  const typed = await parser.parseAsync().catch((error: Error) => {
    throw error.name === 'YError' ? misunderstood(error.message) : error;
  });
  if (typed._.length === 0 && typed['help'] !== true) {
    parser.showHelp((help) => output.print(help));
  }
  return outcome;
}

async function flagsFor(words: readonly string[]): Promise<Flags> {
  const [word] = readTyped([...words, ''], connectionFlags).words;
  const entry = entries.find((each) => wordOf(each) === word);
  return { ...(await entry?.load())?.command.flags, ...connectionFlags };
}

function createParser(words: string[]): Argv {
  return yargs(words)
    .scriptName('kubectl canary')
    .usage('$0 <command>\n\nCanary releases of Deployments: a change is held, tried on some of the traffic, then promoted or put back.')
    .options(connectionFlags)
    .parserConfiguration({ 'dot-notation': false, 'parse-positional-numbers': false, 'strip-aliased': true })
    .strict().strictCommands().locale('en').help().alias('help', 'h').version(false)
    .wrap(Math.min(120, output.width)).exitProcess(false);
}

function wordOf({ usage }: CommandEntry): string {
  return usage.split(' ')[0]!;
}

function declare(args: Argv, { positionals, flags, examples }: Command, { usage }: CommandEntry): Argv {
  for (const [name, positional] of Object.entries(positionals)) {
    args.positional(name, positional as Parameters<Argv['positional']>[1]);
  }
  for (const [line, says] of examples) {
    args.example(`kubectl canary ${line}`, says);
  }
  return args.usage(`kubectl canary ${usage} [flags]`).options(flags);
}

async function run({ load }: CommandEntry, args: Awaited<ReturnType<Argv['parseAsync']>>): Promise<Outcome | void> {
  const { command } = await load();
  requireNumbers(command.flags, args);
  const connection = args as ConnectionArguments & { allNamespaces?: boolean; verbose?: boolean; quiet?: boolean; color?: string };
  chooseColor(connection.color, process.env);
  const signal = interruption();
  const running = command.run({
    args,
    output: connection.quiet === true ? { ...output, tell: () => undefined } : output,
    signal,
    clock: realTime,
    namespace: connection.namespace,
    allNamespaces: connection.allNamespaces === true,
    verbose: connection.verbose === true,
    connect: async () => {
      const options = connectOptions(connection);
      const { connect } = await import('../shared/kube/connect.ts');
      return await connect(options);
    },
  });
  return await running.catch((error: Error) => {
    // What breaks off after Ctrl-C is its consequence and needs no words.
    if (signal.aborted && !(error instanceof Failure)) {
      return 'interrupted' as const;
    }
    throw error;
  });
}

/** One line on stderr. A stack trace is for who asks for it. */
async function tellError(error: unknown, words: readonly string[]): Promise<number> {
  const { explainError } = await import('./explain-error.ts');
  const failure = explainError(error);
  const line = failure === undefined ? `${describeFailure(error)}; this is a bug: --verbose shows where` : describeFailure(failure);
  output.tell(printable(`error: ${line}`).trimEnd());
  if (words.some((word) => word === '--verbose' || /^-[A-Za-z]*v[A-Za-z]*$/.test(word)) && error instanceof Error) {
    output.tell(error.stack ?? error.message);
  }
  return exitCodes[failure?.outcome ?? 'internal'];
}
