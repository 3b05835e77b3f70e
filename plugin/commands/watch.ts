import { drive } from '../../shared/engine/drive.ts';
import type { DriveResult } from '../../shared/engine/drive.ts';
import { Failure } from '../../shared/errors.ts';
import { chooseCanary } from '../choose-canary.ts';
import { milliseconds } from '../connection.ts';
import { openDisplay } from '../display.ts';
import { thisDriver } from '../driver.ts';
import { endingLines, outcomeOf } from '../ending.ts';
import { handOver } from '../hand-over.ts';
import { askForKey, canAsk } from '../terminal/keys.ts';
import { defineCommand } from './command.ts';

/** Drives a rollout from this machine and draws it, or only draws it where another drives. Ends with the rollout. */
export const command = defineCommand({
  positionals: { name: { type: 'string', describe: 'name of the Canary' } },
  flags: {
    plain: { type: 'boolean', default: false, describe: 'print one line per change, as where stdout is no terminal' },
    output: { alias: 'o', type: 'string', requiresArg: true, choices: ['plain'], describe: 'the same as --plain' },
    'exit-if-idle': { type: 'boolean', default: false, describe: 'end with 0 where no change is held, instead of waiting for one' },
    timeout: { type: 'string', requiresArg: true, describe: 'stop driving after this long, e.g. 30m; nobody else there, traffic returns to the stable pods' },
  },
  async run({ args, output, signal, connect }) {
    const timeoutMs = args.timeout === undefined ? undefined : milliseconds('--timeout', args.timeout);
    const kube = await connect();
    const { metadata: { name, namespace = kube.namespace } } = await chooseCanary(kube, args.name);
    const driver = await thisDriver(kube);
    const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
    const isPlain = args.plain || args.output === 'plain' || !output.isTerminal;
    const display = openDisplay({ output, plain: isPlain, footer: 'Ctrl-C stops driving: somebody else goes on, or you are asked what becomes of the traffic' });
    let result: DriveResult;
    try {
      result = await drive({
        kube, namespace, name, ...driver, begin: true, idle: args.exitIfIdle ? 'end' : 'await',
        signal: timeout === undefined ? signal : AbortSignal.any([signal, timeout]),
        onChange: (observation, decision) => display.show(observation, decision),
        onTrouble: (error) => display.trouble(error.message),
      });
    } finally {
      display.close();
    }
    const isTimedOut = result.outcome === 'stopped' && timeout?.aborted === true && !signal.aborted;
    if (result.outcome === 'stopped') {
      const ask = !isPlain && !isTimedOut && canAsk() ? askForKey : undefined;
      result = await handOver({ kube, namespace, name, driver, output, view: display.view, ask });
    }
    endingLines(result, { name, namespace }).forEach((line) => output.print(line));
    if (isTimedOut) {
      throw new Failure('timedOut', `${name}.${namespace} was not promoted within ${args.timeout}: ${result.because}`, { next: `see where it stands: kubectl canary status ${name} -n ${namespace}` });
    }
    return outcomeOf(result);
  },
});
