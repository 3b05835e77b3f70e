import * as commands from '../commands/index.ts';
import type { CommandEntry } from '../commands/command.ts';
import { connectionFlags } from '../connection.ts';
import { readManifests } from '../install/manifests.ts';
import { canarySchema } from './canary-schema.ts';
import { referenceText } from './reference-text.ts';

/** What is written from what the program declares: text by its path in plugin/. */
export async function pages(): Promise<Record<string, string>> {
  const entries: CommandEntry[] = Object.values(commands);
  const described = await Promise.all(entries.map(async (entry) => ({ entry, command: (await entry.load()).command })));
  const { crds } = await readManifests();
  const definition = crds.find(({ metadata }) => metadata.name.startsWith('canaries.'));
  return {
    'REFERENCE.md': referenceText(described, connectionFlags),
    'view/canary.schema.json': `${JSON.stringify(canarySchema(definition ?? {}), undefined, 2)}\n`,
  };
}
