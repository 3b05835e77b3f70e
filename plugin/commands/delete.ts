import { takeAway } from '../../shared/engine/take-away.ts';
import { chooseCanary } from '../choose-canary.ts';
import { deadlineOf } from '../deadline.ts';
import { thisDriver } from '../driver.ts';
import { namePositional } from '../name-positional.ts';
import { defineCommand } from './command.ts';

/** Removes a Canary with everything put back, from outside where no runner does it: the target un-held, serving, and with all traffic. */
export const command = defineCommand({
  positionals: namePositional,
  flags: { timeout: { type: 'string', requiresArg: true, describe: 'give up waiting after this long, e.g. 5m' } },
  examples: [['delete podinfo -n test', 'put all back and take the Canary away; the app goes on']],
  async run({ args, output, signal, clock, connect }) {
    const deadline = deadlineOf(clock, args.timeout);
    const kube = await connect();
    const { spec, metadata: { name, namespace = kube.namespace } } = await chooseCanary(kube, args.name);
    const { identity, user } = await thisDriver(kube);
    const ended = AbortSignal.any([signal, deadline]);
    await takeAway({ kube, namespace, name, identity, user, signal: ended, clock, log: (line) => output.tell(line) });
    if (ended.aborted) {
      output.tell(`${name}.${namespace} is being deleted, but not gone yet; go on with: kubectl canary delete ${name} -n ${namespace}`);
      return deadline.aborted ? 'timedOut' : 'interrupted';
    }
    output.print(`${name}.${namespace} deleted: ${spec.targetRef.kind.toLowerCase()}/${spec.targetRef.name} serves its stable template and has all traffic`);
    return undefined;
  },
});
