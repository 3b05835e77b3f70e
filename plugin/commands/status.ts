import { chooseCanary } from '../choose-canary.ts';
import { pageOf } from '../page.ts';
import { readSubject } from '../read-subject.ts';
import { formatFor, formatNames } from '../view/format-for.ts';
import { defineCommand } from './command.ts';

/** Where one canary stands and why, as it is now. */
export const command = defineCommand({
  positionals: { name: { type: 'string', describe: 'name of the Canary' } },
  flags: { output: { alias: 'o', type: 'string', requiresArg: true, default: 'table', describe: `one of ${formatNames.join(', ')}` } },
  examples: [['status podinfo -n test', 'where podinfo stands, and why']],
  async run({ args, output, clock, connect }) {
    const format = formatFor(args.output);
    const kube = await connect();
    const subject = await readSubject(kube, await chooseCanary(kube, args.name));
    format.one(subject, pageOf(output, clock)).forEach((line) => output.print(line));
  },
});
