import { driveOne, drivingFlags } from '../drive-one.ts';
import { askForKey, canAsk } from '../terminal/keys.ts';
import { defineCommand } from './command.ts';

/** Drives a rollout from this machine and draws it, or only draws it where another drives. Ends with the rollout. */
export const command = defineCommand({
  positionals: { name: { type: 'string', describe: 'name of the Canary' } },
  flags: {
    ...drivingFlags,
    idle: { type: 'string', requiresArg: true, choices: ['await', 'end'], default: 'await', describe: 'where no change is held: await one, or end with 0' },
    plain: { type: 'boolean', default: false, describe: 'print one line per change, as where stdout is no terminal' },
    output: { alias: 'o', type: 'string', requiresArg: true, choices: ['plain'], describe: 'the same as --plain' },
  },
  examples: [['watch podinfo -n test', 'drive the rollout of podinfo and see it happen']],
  async run({ args, output, signal, clock, connect }) {
    const plain = args.plain || args.output === 'plain' || !output.isTerminal;
    return await driveOne({
      kube: await connect(), name: args.name, timeout: args.timeout, leaseSeconds: args.leaseSeconds, begin: true,
      idle: args.idle as 'await' | 'end', output, signal, clock, plain, ask: !plain && canAsk() ? askForKey : undefined,
    });
  },
});
