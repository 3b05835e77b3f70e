import { commandFlags, giveCommand } from '../give-command.ts';
import { namePositional } from '../name-positional.ts';
import { defineCommand } from './command.ts';

/** Keeps a rollout at its step: no checks, no more traffic, until it is resumed. */
export const command = defineCommand({
  positionals: namePositional,
  flags: commandFlags,
  examples: [['pause podinfo -n test', 'keep the share as it is']],
  run: (invocation) => giveCommand(invocation, { verb: 'pause', until: 'obeyed', success: [], next: 'resume' }),
});
