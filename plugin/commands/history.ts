import { Failure } from '../../shared/errors.ts';
import { chooseCanary } from '../choose-canary.ts';
import { canaryCommand } from '../command-line.ts';
import { pastRollouts } from '../history/past-rollouts.ts';
import { readImages } from '../history/read-images.ts';
import { rolloutLines, wideRolloutLines } from '../history/rollout-lines.ts';
import { namePositional } from '../name-positional.ts';
import { documentLines } from '../view/documents.ts';
import { defineCommand } from './command.ts';

const formats = ['table', 'wide', 'json', 'yaml'] as const;

/** The rollouts that a Canary remembers, oldest first: how each ended, how long it took, what it changed, and by whom. */
export const command = defineCommand({
  positionals: namePositional,
  flags: { output: { alias: 'o', type: 'string', requiresArg: true, default: 'table', describe: `one of ${formats.join(', ')}`, completes: formats } },
  examples: [
    ['history podinfo -n test', 'the last ten rollouts of podinfo, oldest first'],
    ['history podinfo -o wide', 'with whole images, and everybody who had a part in it'],
  ],
  async run({ args, output, clock, connect }) {
    const format = formatOf(args.output);
    const kube = await connect();
    const canary = await chooseCanary(kube, args.name);
    const rollouts = pastRollouts(canary, { images: await readImages(kube, canary), now: clock.now() });
    if (format === 'json' || format === 'yaml') {
      documentLines(format, { name: canary.metadata.name, namespace: canary.metadata.namespace, rollouts }).forEach((line) => output.print(line));
      return;
    }
    if (rollouts.length === 0) {
      output.tell(`No rollouts of ${canary.metadata.name} are recorded yet; see where it stands: ${canaryCommand('explain', canary)}`);
      return;
    }
    (format === 'wide' ? wideRolloutLines(rollouts) : rolloutLines(rollouts, output.width)).forEach((line) => output.print(line));
  },
});

function formatOf(name: string): (typeof formats)[number] {
  const format = formats.find((each) => each === name);
  if (format === undefined) {
    throw new Failure('usage', `there is no output format "${name}" of history`, { next: `it is one of ${formats.join(', ')}` });
  }
  return format;
}
