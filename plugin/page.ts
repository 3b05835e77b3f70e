import type { Clock } from '../shared/time/clock.ts';
import type { Output } from './commands/command.ts';
import { paintFor } from './terminal/colors.ts';
import type { Page } from './view/format.ts';

/** The page that stdout is now. */
export function pageOf({ isTerminal, width }: Output, clock: Clock): Page {
  return { now: clock.now(), width, namespaces: false, paint: paintFor({ env: process.env, isTerminal }) };
}
