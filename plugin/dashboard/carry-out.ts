/** A command from a page, given as the command line gives it: obeyed by who drives, carried out from here where nobody does. */
import type { Kube } from '../../shared/kube/kube.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { giveCommand } from '../give-command.ts';
import { orders } from './orders.ts';
import type { CommandRequest } from './page/shown.ts';

export interface CarryOut {
  readonly kube: Kube;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What came of it. */
  say(text: string): void;
}

export interface CarriedOut {
  /** Resolves when the command is written down, with what was told first. Rejects where it is refused. */
  readonly accepted: Promise<string>;
  /** Resolves when it has done its work. Rejects where that went wrong. */
  readonly ended: Promise<void>;
}

/** Begins it. What is told on the way stands in the Canary's status too; of the result the first line is said, as the rest is what to type next. */
export function carryOut({ namespace, name, verb, force }: CommandRequest, { kube, clock, signal, say }: CarryOut): CarriedOut {
  const { promise: accepted, resolve, reject } = Promise.withResolvers<string>();
  const printed: string[] = [];
  const print = (line: string) => {
    resolve(line);
    if (printed.push(line) === 1) {
      say(line);
    }
  };
  const connect = async () => (kube.namespace === namespace ? kube : { ...kube, namespace });
  const given = giveCommand({ args: { name, timeout: undefined }, output: { print, tell: resolve, isTerminal: false, width: Infinity }, signal, clock, connect }, { ...orders[verb], force });
  const ended = given.then(() => resolve(`${verb} of ${name}.${namespace} is done`));
  ended.catch(reject);
  return { accepted, ended };
}
