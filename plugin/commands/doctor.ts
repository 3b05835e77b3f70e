import { diagnose } from '../doctor/diagnose.ts';
import { reportData, reportLines, summaryLine } from '../doctor/finding-lines.ts';
import { namePositional } from '../name-positional.ts';
import { pageOf } from '../page.ts';
import { documentLines, documentName, documentNames } from '../view/documents.ts';
import { defineCommand } from './command.ts';

/**
 * Looks at all that a rollout needs before it is needed, and changes nothing: the cluster side, and one Canary in full or all briefly.
 * Exit code 1 where something is wrong; warnings are told.
 */
export const command = defineCommand({
  positionals: { name: { ...namePositional.name, describe: 'name of the Canary to look at in full; all of the namespace, briefly, where absent' } },
  flags: {
    output: { alias: 'o', type: 'string', requiresArg: true, default: 'text', describe: `one of ${documentNames.join(', ')}`, completes: documentNames },
    quiet: { alias: 'q', type: 'boolean', default: false, describe: 'only what is not in order' },
  },
  examples: [
    ['doctor podinfo -n test', 'all that a rollout of podinfo needs, with each metric asked once'],
    ['doctor -A -q', 'what is not in order, in the whole cluster'],
    ['doctor -o json', 'the same for a program; exit code 1 where something is wrong'],
  ],
  async run({ args, output, clock, allNamespaces, connect }) {
    const format = documentName(args.output);
    const { quiet } = args;
    const report = await diagnose(await connect(), { name: args.name, allNamespaces }, clock);
    const lines = format === 'text' ? reportLines(report, { quiet, paint: pageOf(output, clock).paint }) : documentLines(format, reportData(report, { quiet }));
    lines.forEach((line) => output.print(line));
    output.tell(summaryLine(report));
    return report.findings.some(({ severity }) => severity === 'error') ? 'findings' : undefined;
  },
});
