import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Options } from 'yargs';
import type { CommandEntry } from '../../../plugin/commands/command.ts';
import * as commands from '../../../plugin/commands/index.ts';
import { connectionFlags } from '../../../plugin/connection.ts';

describe('plugin/commands/index.ts', () => {
  const entries: CommandEntry[] = Object.values(commands);
  const files = readdirSync(join(import.meta.dirname, '../../../plugin/commands')).map((file) => file.replace(/\.ts$/, ''));

  it('has one line for every file of the folder', () => {
    const words = entries.map(({ usage }) => usage.split(' ')[0]);
    expect(words.sort()).to.deep.equal(files.filter((file) => file !== 'command' && file !== 'index').sort());
  });

  for (const { usage, describe: line, load } of entries) {
    it(`"${usage}" declares the names of its usage text, and describes all its flags`, async () => {
      const { command } = await load();
      const named = [...usage.matchAll(/[[<]([a-z-]+)(?:\.\.)?[\]>]/g)].map(([, name]) => name);
      expect(Object.keys(command.positionals)).to.deep.equal(named);
      expect(Object.entries(command.flags).filter(([, { describe: text }]) => !text).map(([name]) => name)).to.deep.equal([]);
      expect(line).to.match(/^[a-z].*[^.]$/);
    });

    it(`"${usage}" has examples of its own flags`, async () => {
      const { command } = await load();
      expect(command.examples).not.to.have.length(0);
      for (const [example, says] of command.examples) {
        const word = usage.split(' ')[0]!;
        expect(example.split(' ')[0]).to.equal(word);
        expect(says).to.match(/^[a-z].*[^.]$/);
        const known = Object.entries<Options>({ ...command.flags, ...connectionFlags }).flatMap(([name, { alias = [] }]) => [name, alias].flat());
        const flags = [...example.matchAll(/(?<=\s)--?([a-z-]+)/gi)].map(([, flag]) => flag);
        expect(flags.filter((flag) => !known.includes(flag!)), example).to.deep.equal([]);
      }
    });
  }
});
