import { chooseCanary } from '../choose-canary.ts';
import { diffLines } from '../diff/diff-lines.ts';
import { readTemplates } from '../diff/templates.ts';
import { namePositional } from '../name-positional.ts';
import { pageOf } from '../page.ts';
import { defineCommand } from './command.ts';

/** What the held change would change. As `kubectl diff`: exit code 0 where nothing differs, 1 where something does, more on trouble. */
export const command = defineCommand({
  positionals: namePositional,
  flags: {},
  examples: [
    ['diff podinfo -n test', 'the held template against the one that serves; exit code 1 where they differ, 0 where not'],
  ],
  async run({ args, output, clock, connect }) {
    const kube = await connect();
    const canary = await chooseCanary(kube, args.name);
    const templates = await readTemplates(kube, canary);
    if (templates === undefined) {
      output.tell(`nothing is held: ${canary.spec.targetRef.kind.toLowerCase()}/${canary.spec.targetRef.name} has its stable template`);
      return undefined;
    }
    const lines = diffLines(templates, pageOf(output, clock));
    lines.forEach((line) => output.print(line));
    return lines.length === 0 ? undefined : 'findings';
  },
});
