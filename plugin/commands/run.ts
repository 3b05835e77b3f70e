import { runAll } from '../../shared/engine/run-all.ts';
import { Failure } from '../../shared/errors.ts';
import { driveOne, drivingFlags } from '../drive-one.ts';
import { thisDriver } from '../driver.ts';
import { namePositional } from '../name-positional.ts';
import { defineCommand } from './command.ts';

/**
 * Drives without a terminal. One canary: the rollout that is under way or held, to its end; nothing to do is a success. With --all: every
 * canary there is and will be, until it is stopped, which is also what the runner in the cluster does.
 */
export const command = defineCommand({
  positionals: namePositional,
  flags: {
    ...drivingFlags,
    all: { type: 'boolean', default: false, describe: 'drive every canary of the namespace, or with -A of the cluster, until stopped' },
    standby: { type: 'boolean', default: false, describe: 'begin nothing, but carry on what others began, and tidy up' },
    idle: { type: 'string', requiresArg: true, choices: ['end', 'await', 'stay'], default: 'end', describe: 'where no change is held: end with 0, await one and end with it, or stay for all to come' },
  },
  examples: [
    ['run podinfo --timeout 30m', 'one rollout in a pipeline; the exit code says how it ended'],
    ['run --all -A', 'all canaries of the cluster, until stopped'],
  ],
  async run({ args, output, signal, clock, allNamespaces, connect }) {
    const isAll = args.all || allNamespaces;
    if (isAll === (args.name !== undefined)) {
      throw new Failure('usage', isAll ? `expected the name of a canary or --all, got ${args.name} and --all` : 'expected the name of a canary, or --all', { next: 'see "kubectl canary list"' });
    }
    const kube = await connect();
    const { standby, leaseSeconds } = args;
    if (!isAll) {
      return await driveOne({ kube, name: args.name, timeout: args.timeout, leaseSeconds, begin: !standby, idle: args.idle as 'end' | 'await' | 'stay', output, signal, clock, plain: true, ask: undefined });
    }
    const driver = await thisDriver(kube);
    await runAll({ kube, ...driver, ...(allNamespaces ? {} : { namespace: kube.namespace }), standby, leaseSeconds, signal, log: (line) => output.print(`${clock.now().toISOString()} ${line}`) });
    return undefined;
  },
});
