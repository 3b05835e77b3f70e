/**
 * The contract of a command: one member per word that a person may type after `kubectl canary`, in a file of that name, listed with one
 * line in `index.ts`. A member is loaded when its word was typed, not before: what it imports costs nobody else's start-up time.
 */
import type { ArgumentsCamelCase, InferredOptionTypes, Options } from 'yargs';
import type { Outcome } from '../../shared/errors.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import type { Clock } from '../../shared/time/clock.ts';

/** A flag or positional as yargs knows it (type, alias, describe, default, choices ...), and what completion proposes for its value. */
export interface Flag extends Options {
  /** Words, or what is read when somebody asks; needed only where `choices` does not say it. */
  readonly completes?: readonly string[] | LiveWords;
}

/** Words that only the cluster, the kubeconfig or the disk knows. */
export type LiveWords = 'canaries' | 'namespaces' | 'targets' | 'contexts' | 'clusters' | 'users' | 'files';

/** Flags by their name without dashes: `exit-if-idle`. */
export type Flags = Readonly<Record<string, Flag>>;

export interface Command<P extends Flags = Flags, F extends Flags = Flags> {
  /** What stands for the names in the usage text that `index.ts` gives, e.g. `name`. */
  readonly positionals: P;
  /** The command's own flags; kubectl's (`--namespace`, `--context` ...) and `--verbose` are every command's. */
  readonly flags: F;
  /** What may be typed, without `kubectl canary`, and what it does: the end of the command's help. */
  readonly examples: readonly (readonly [line: string, says: string])[];
  /**
   * Does it. Nothing returned is success; an {@link Outcome} ends the program with its exit code, without a message.
   * @throws Failure for what the person can do something about; anything else is told as a bug or, where the API server said it, translated.
   */
  run(invocation: Invocation<P, F>): Promise<Outcome | void>;
}

/** One call of a command. */
export interface Invocation<P extends Flags = Flags, F extends Flags = Flags> {
  /** Values by flag and positional, as typed and in camelCase: `args.exitIfIdle`. */
  readonly args: ArgumentsCamelCase<InferredOptionTypes<P & F>>;
  readonly output: Output;
  /** Fires at Ctrl-C and SIGTERM. A second one ends the process at once. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** `-n`, or undefined where none was given: then `kube.namespace` counts. */
  readonly namespace: string | undefined;
  /** `-A` */
  readonly allNamespaces: boolean;
  /** `-v`: more words, and stack traces. */
  readonly verbose: boolean;
  /** The API server that the flags and the kubeconfig name. Calls nothing yet. */
  connect(): Promise<Kube>;
}

/** Where a command writes: data to stdout, everything else to stderr. */
export interface Output {
  /** One line of data on stdout. */
  print(line: string): void;
  /** One line of progress, warning or advice on stderr. */
  tell(line: string): void;
  /** Whether stdout is a terminal that a person looks at (not in CI, not TERM=dumb). */
  readonly isTerminal: boolean;
  /** Columns of that terminal; Infinity where stdout is none. */
  readonly width: number;
}

/** What `index.ts` says about a command before it is loaded. */
export interface CommandEntry {
  /** The word and its positionals as yargs writes them: `watch [name]`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly describe: string;
  load(): Promise<{ readonly command: Command }>;
}

/** Names a command's types from what it declares. Each member: `export const command = defineCommand({ ... })`. */
export function defineCommand<const P extends Flags, const F extends Flags>(command: Command<P, F>): Command<P, F> {
  return command;
}
