import { chooseCanary } from '../choose-canary.ts';
import { explain } from '../explain/explain.ts';
import { explanationData, explanationLines } from '../explain/explanation-lines.ts';
import { readStanding } from '../explain/read-standing.ts';
import { namePositional } from '../name-positional.ts';
import { pageOf } from '../page.ts';
import { documentLines, documentName, documentNames } from '../view/documents.ts';
import { defineCommand } from './command.ts';

/** Why one canary is where it is, the most decisive first, and what to type about it. */
export const command = defineCommand({
  positionals: namePositional,
  flags: { output: { alias: 'o', type: 'string', requiresArg: true, default: 'text', describe: `one of ${documentNames.join(', ')}`, completes: documentNames } },
  examples: [
    ['explain podinfo -n test', 'why podinfo is where it is, and what to do about it'],
    ['explain podinfo -o json', 'the same for a program'],
  ],
  async run({ args, output, clock, connect }) {
    const format = documentName(args.output);
    const kube = await connect();
    const canary = await chooseCanary(kube, args.name);
    const explanation = explain(await readStanding(kube, canary, clock.now()));
    const lines = format === 'text' ? explanationLines(canary, explanation, pageOf(output, clock)) : documentLines(format, explanationData(canary, explanation));
    lines.forEach((line) => output.print(line));
  },
});
