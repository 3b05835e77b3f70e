import { drive } from '../../shared/engine/drive.ts';
import { runAll } from '../../shared/engine/run-all.ts';
import { Failure } from '../../shared/errors.ts';
import type { Outcome } from '../../shared/errors.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { chooseCanary } from '../choose-canary.ts';
import { openDisplay } from '../display.ts';
import { thisDriver } from '../driver.ts';
import { endingLines, outcomeOf } from '../ending.ts';
import { handOver } from '../hand-over.ts';
import { defineCommand } from './command.ts';
import type { Output } from './command.ts';

/**
 * Drives without a terminal. One canary: the rollout that is under way or held, to its end; nothing to do is a success. With --all: every
 * canary there is and will be, until it is stopped, which is also what the runner in the cluster does.
 */
export const command = defineCommand({
  positionals: { name: { type: 'string', describe: 'name of the Canary' } },
  flags: {
    all: { type: 'boolean', default: false, describe: 'drive every canary of the namespace, or with -A of the cluster, until stopped' },
    standby: { type: 'boolean', default: false, describe: 'begin nothing, but carry on what others began and tidy up' },
  },
  async run({ args, output, signal, allNamespaces, connect }) {
    if ((args.all || allNamespaces) === (args.name !== undefined)) {
      throw new Failure('usage', args.name === undefined ? 'expected the name of a canary, or --all' : `expected either the name of a canary or --all, got ${args.name} and --all`, { next: 'see "kubectl canary list"' });
    }
    const kube = await connect();
    if (args.name !== undefined) {
      return await runOne({ kube, output, signal, begin: !args.standby, chosen: args.name });
    }
    const driver = await thisDriver(kube);
    await runAll({ kube, ...(allNamespaces ? {} : { namespace: kube.namespace }), ...driver, standby: args.standby, signal, log: (line) => output.print(`${new Date().toISOString()} ${line}`) });
    return undefined;
  },
});

async function runOne({ kube, output, signal, begin, chosen }: { kube: Kube; output: Output; signal: AbortSignal; begin: boolean; chosen: string }): Promise<Outcome | undefined> {
  const { metadata: { name, namespace = kube.namespace } } = await chooseCanary(kube, chosen);
  const driver = await thisDriver(kube);
  const display = openDisplay({ output, plain: true, footer: '' });
  let result = await drive({
    kube, namespace, name, ...driver, begin, idle: 'end', signal,
    onChange: (observation, decision) => display.show(observation, decision),
    onTrouble: (error) => display.trouble(error.message),
  });
  if (result.outcome === 'stopped') {
    result = await handOver({ kube, namespace, name, driver, output, view: display.view, ask: undefined });
  }
  endingLines(result, { name, namespace }).forEach((line) => output.print(line));
  return outcomeOf(result);
}
