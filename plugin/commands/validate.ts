import { Failure } from '../../shared/errors.ts';
import { pageOf } from '../page.ts';
import { readStdin } from '../terminal/input.ts';
import { findingLines, summaryLines, verdictData } from '../validate/finding-lines.ts';
import { readOurDefinitions } from '../validate/our-definitions.ts';
import { parseDocuments } from '../validate/parse-documents.ts';
import { readFiles } from '../validate/read-files.ts';
import { validateFiles } from '../validate/validate-files.ts';
import { documentLines, documentName, documentNames } from '../view/documents.ts';
import { defineCommand } from './command.ts';

const allOf = (value: string | string[] | undefined): string[] | undefined => (value === undefined ? undefined : [value].flat());

/**
 * Checks manifests as admission would, with no cluster: for CI. Exit code 0 where nothing is wrong (warnings are told), 1 where something
 * is, 8 where a file cannot be read.
 */
export const command = defineCommand({
  positionals: {},
  flags: {
    filename: { alias: 'f', type: 'string', requiresArg: true, describe: 'file, folder, or - for stdin; may be given more than once', coerce: allOf, completes: 'files' },
    recursive: { alias: 'R', type: 'boolean', default: false, describe: 'look into the folders of folders, too' },
    output: { alias: 'o', type: 'string', requiresArg: true, default: 'text', describe: `one of ${documentNames.join(', ')}`, completes: documentNames },
  },
  examples: [
    ['validate -f canary.yaml', 'check one file; exit code 1 where something is wrong'],
    ['validate -f deploy/ -R -o json', 'check all manifests below a folder, for a program'],
    ['validate -f -', 'check what is piped in, e.g. by kustomize build'],
  ],
  async run({ args, output, clock, namespace }) {
    const format = documentName(args.output);
    const { filename: paths = [] } = args;
    if (paths.length === 0) {
      throw new Failure('usage', 'expected a file, a folder, or - after -f, got none', { next: 'write it such as: kubectl canary validate -f canary.yaml' });
    }
    const files = await readFiles({ paths, recursive: args.recursive, readStdin });
    const verdict = validateFiles(files.flatMap(parseDocuments), await readOurDefinitions(), { namespace });
    const lines = format === 'text' ? findingLines(verdict, pageOf(output, clock)) : documentLines(format, verdictData(verdict));
    lines.forEach((line) => output.print(line));
    summaryLines(verdict).forEach((line) => output.tell(line));
    return verdict.findings.some(({ severity }) => severity === 'denied') ? 'findings' : undefined;
  },
});
