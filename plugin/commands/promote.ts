import { commandFlags, giveCommand } from '../give-command.ts';
import { namePositional } from '../name-positional.ts';
import { defineCommand } from './command.ts';

/** Lets the held change through without waiting for the rest of its analysis. */
export const command = defineCommand({
  positionals: namePositional,
  flags: { ...commandFlags, force: { type: 'boolean', default: false, describe: 'promote a change whose analysis has failed' } },
  examples: [['promote podinfo -n test', 'end the analysis and roll the change out']],
  run: (invocation) => giveCommand(invocation, { verb: 'promote', until: 'ended', success: ['promoted'], force: invocation.args.force, next: 'watch' }),
});
