import { commandFlags, giveCommand } from '../give-command.ts';
import { namePositional } from '../name-positional.ts';
import { defineCommand } from './command.ts';

/** Ends a rollout: all traffic to the stable pods. The change stays held; with --revert the target gets its stable template back. */
export const command = defineCommand({
  positionals: namePositional,
  flags: { ...commandFlags, revert: { type: 'boolean', default: false, describe: 'also restore the stable template of the target, which ends the hold' } },
  examples: [
    ['abort podinfo -n test', 'traffic back to the stable pods; the change stays held'],
    ['abort podinfo --revert', 'and the stable template again, as if nothing had been changed'],
  ],
  run: (invocation) => giveCommand(invocation, { verb: invocation.args.revert ? 'revert' : 'abort', until: 'ended', success: ['aborted', 'rolledBack'], next: 'status' }),
});
