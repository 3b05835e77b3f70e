import { deadlineOf } from '../deadline.ts';
import { driveOne, drivingFlags } from '../drive-one.ts';
import { namePositional } from '../name-positional.ts';
import { paintFor } from '../terminal/colors.ts';
import { askForKey, canAsk, followKeys } from '../terminal/keys.ts';
import { openScreen } from '../terminal/screen.ts';
import { chooseLive } from '../watch/choose-live.ts';
import { followAll } from '../watch/follow-all.ts';
import { parseUntil } from '../watch/until.ts';
import { defineCommand } from './command.ts';

/** Drives a rollout from this machine and draws it, or only draws it where another drives. Ends with the rollout. */
export const command = defineCommand({
  positionals: namePositional,
  flags: {
    ...drivingFlags,
    idle: { type: 'string', requiresArg: true, choices: ['await', 'end'], default: 'await', describe: 'where no change is held: await one, or end with 0' },
    until: { type: 'string', requiresArg: true, describe: 'end with 0 at promoted, paused or a weight such as weight=30; what is under way is left to who drives next' },
    plain: { type: 'boolean', default: false, describe: 'print one line per change, as where stdout is no terminal' },
    output: { alias: 'o', type: 'string', requiresArg: true, choices: ['plain'], describe: 'the same as --plain' },
  },
  examples: [
    ['watch podinfo -n test', 'drive the rollout of podinfo and see it happen'],
    ['watch -A', 'see all canaries of the cluster, and open one'],
    ['watch podinfo --until weight=30', 'drive as far as that, and leave it there'],
  ],
  async run({ args, output, signal, clock, allNamespaces, connect }) {
    const isPlainAsked = args.plain || args.output === 'plain';
    const plain = isPlainAsked || !output.isTerminal;
    const canPress = !plain && canAsk();
    const until = args.until === undefined ? undefined : parseUntil(args.until);
    const kube = await connect();
    const namespace = allNamespaces ? undefined : kube.namespace;
    const isNamed = args.name !== undefined && args.name !== '';
    if (!isNamed && (isPlainAsked || (plain && allNamespaces))) {
      const deadline = deadlineOf(clock, args.timeout);
      await followAll({ kube, namespace, output, clock, signal: AbortSignal.any([signal, deadline]) });
      return deadline.aborted ? 'timedOut' : 'interrupted';
    }
    const chosen = isNamed || !canPress ? { name: args.name } : await chooseLive({ kube, namespace, clock, signal, followKeys, openScreen, paint: paintFor({ env: process.env, isTerminal: true }) });
    if (chosen === undefined) {
      return signal.aborted ? 'interrupted' : undefined;
    }
    return await driveOne({
      kube, ...chosen, timeout: args.timeout, leaseSeconds: args.leaseSeconds, begin: true, until,
      idle: args.idle as 'await' | 'end', output, signal, clock, plain, ask: canPress ? askForKey : undefined, followKeys: canPress ? followKeys : undefined,
    });
  },
});
