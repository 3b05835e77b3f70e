import type { Output } from './commands/command.ts';
import { painter, wantsColor } from './terminal/colors.ts';
import type { Page } from './view/format.ts';

/** The page that stdout is now. */
export function pageOf({ isTerminal, width }: Output): Page {
  return { now: new Date(), width, namespaces: false, paint: painter(wantsColor({ env: process.env, isTerminal })) };
}
