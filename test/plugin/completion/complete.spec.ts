import { expect } from 'chai';
import * as commands from '../../../plugin/commands/index.ts';
import type { CommandEntry } from '../../../plugin/commands/command.ts';
import { complete } from '../../../plugin/completion/complete.ts';
import { connectionFlags } from '../../../plugin/connection.ts';

describe('plugin/completion/complete.ts', () => {
  const entries: CommandEntry[] = Object.values(commands);
  const propose = async (text: string) => {
    const asked: { words: string; values: object }[] = [];
    const live = async (words: string, values: object) => {
      asked.push({ words, values });
      return [{ word: `${words}-1` }, { word: `${words}-2` }];
    };
    const { candidates, files } = await complete(text.split(' '), { entries, flags: connectionFlags, live });
    return { words: candidates.map(({ word }) => word), candidates, files, asked };
  };

  const cases: [typed: string, expected: string[]][] = [
    ['wat', ['watch']],
    ['watch ', ['canaries-1', 'canaries-2']],
    ['watch canaries-2', ['canaries-2']],
    ['watch podinfo ', []],
    ['-n test pro', ['promote']],
    ['status -n ', ['namespaces-1', 'namespaces-2']],
    ['--context contexts-', ['contexts-1', 'contexts-2']],
    ['status --cluster=clusters-2', ['clusters-2']],
    ['init ', ['targets-1', 'targets-2']],
    ['init --provider tra', ['traefik']],
    ['list -o js', ['json', 'jsonpath=']],
    ['status --wait=', ['ended', 'promoted', 'started', 'waiting']],
    ['status --wait ', ['canaries-1', 'canaries-2']],
    ['run --idle ', ['end', 'await', 'stay']],
    ['list --sel', ['--selector']],
    ['--he', ['--help']],
    ['install --image ', []],
    ['completion z', ['zsh']],
    ['wach ', []],
  ];
  for (const [typed, expected] of cases) {
    it(`proposes ${expected.join(', ') || 'nothing'} for "${typed}"`, async () => {
      expect((await propose(typed)).words).to.deep.equal(expected);
    });
  }

  it('knows every command, and every flag of each, with what it is for', async () => {
    expect((await propose('')).words).to.have.members(entries.map(({ usage }) => usage.split(' ')[0]));
    for (const { usage, load } of entries) {
      const { command } = await load();
      const { candidates } = await propose(`${usage.split(' ')[0]} --`);
      expect(candidates.map(({ word }) => word.slice(2)), usage).to.include.members([...Object.keys(command.flags), ...Object.keys(connectionFlags)]);
      expect(candidates.filter(({ says = '' }) => says === '').map(({ word }) => word), usage).to.deep.equal([]);
    }
  });

  it('leaves files to the shell', async () => {
    expect((await propose('validate -f ')).files).to.equal(true);
    expect((await propose('list --kubeconfig ')).files).to.equal(true);
    expect((await propose('watch ')).files).to.equal(false);
  });

  it('reads names where the flags typed so far point, and only where names are wanted', async () => {
    expect((await propose('watch -n shop --context prod ')).asked).to.deep.equal([{ words: 'canaries', values: { namespace: 'shop', context: 'prod' } }]);
    expect((await propose('watch --pl')).asked).to.deep.equal([]);
  });
});
