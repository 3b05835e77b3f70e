import { takeAway } from '../../shared/engine/take-away.ts';
import { chooseCanary } from '../choose-canary.ts';
import { milliseconds } from '../connection.ts';
import { thisDriver } from '../driver.ts';
import { defineCommand } from './command.ts';

/** Removes a Canary with everything put back, from outside where no runner does it: the target un-held, serving, and with all traffic. */
export const command = defineCommand({
  positionals: { name: { type: 'string', describe: 'name of the Canary' } },
  flags: { timeout: { type: 'string', requiresArg: true, describe: 'give up waiting after this long, e.g. 5m' } },
  async run({ args, output, signal, connect }) {
    const timeoutMs = args.timeout === undefined ? undefined : milliseconds('--timeout', args.timeout);
    const kube = await connect();
    const { spec, metadata: { name, namespace = kube.namespace } } = await chooseCanary(kube, args.name);
    const { identity, user } = await thisDriver(kube);
    const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
    const ended = timeout === undefined ? signal : AbortSignal.any([signal, timeout]);
    await takeAway({ kube, namespace, name, identity, user, signal: ended, log: (line) => output.tell(line) });
    if (ended.aborted) {
      output.tell(`${name}.${namespace} is being deleted, but not gone yet; go on with: kubectl canary delete ${name} -n ${namespace}`);
      return timeout?.aborted === true ? 'timedOut' : 'interrupted';
    }
    output.print(`${name}.${namespace} deleted: ${spec.targetRef.kind.toLowerCase()}/${spec.targetRef.name} serves its stable template and has all traffic`);
    return undefined;
  },
});
