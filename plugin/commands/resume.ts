import { commandFlags, giveCommand } from '../give-command.ts';
import { namePositional } from '../name-positional.ts';
import { defineCommand } from './command.ts';

/** Ends a pause. The current step begins anew. */
export const command = defineCommand({
  positionals: namePositional,
  flags: commandFlags,
  examples: [['resume podinfo -n test', 'go on after a pause']],
  run: (invocation) => giveCommand(invocation, { verb: 'resume', until: 'obeyed', success: [], next: 'watch' }),
});
