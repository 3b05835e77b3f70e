import { expect } from 'chai';
import type { CommandEntry } from '../../../plugin/commands/command.ts';
import { referenceText } from '../../../plugin/reference/reference-text.ts';

describe('plugin/reference/reference-text.ts', () => {
  const command = {
    positionals: { name: { describe: 'name of it' } },
    flags: { output: { alias: 'o', type: 'string', default: 'table', describe: 'a|b' }, idle: { type: 'string', choices: ['end', 'stay'], describe: 'when idle' }, secret: { type: 'boolean', hidden: true } },
    examples: [['try it -o a', 'see it']],
    run: async () => undefined,
  } as const;
  const entry: CommandEntry = { usage: 'try [name]', describe: 'try something', load: async () => ({ command }) };
  const text = referenceText([{ entry, command }], { quiet: { alias: 'q', type: 'boolean', describe: 'be quiet' } });

  it('says of a command what --help says', () => {
    expect(text).to.include('- [try](#try): try something');
    expect(text).to.include('`kubectl canary try [name] [flags]`');
    expect(text).to.include('- `name`: name of it');
    expect(text).to.include('| `-o, --output STRING` | `table` | a\\|b |');
    expect(text).to.include('| `--idle STRING` |  | when idle (end, stay) |');
    expect(text).to.include('# see it\n$ kubectl canary try it -o a');
  });

  it('has the flags of every command and the exit codes, but nothing hidden', () => {
    expect(text).to.include('| `-q, --quiet` |  | be quiet |').and.include('| 3 | `rolledBack` |').and.not.include('secret');
  });
});
