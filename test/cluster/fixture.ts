import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../shared/kube/kube.ts';

/** What the placeholders of a fixture stand for, e.g. `<host>`. */
export type Placeholders = Readonly<Record<string, string>>;

/** The objects of `fixtures/<name>.yaml`. @throws Error where a placeholder has no value. */
export async function readFixture(name: string, placeholders: Placeholders): Promise<KubeObject[]> {
  const text = await readFile(new URL(`fixtures/${name}.yaml`, import.meta.url), 'utf8');
  const withoutComments = text.replaceAll(/^#.*$/gm, '');
  const filled = withoutComments.replaceAll(/<(\w+)>/g, (_, placeholder: string) => {
    const value = placeholders[placeholder];
    if (value === undefined) {
      throw new Error(`fixtures/${name}.yaml: expected one of ${Object.keys(placeholders).join(', ')}, got <${placeholder}>`);
    }
    return value;
  });
  return parseAllDocuments(filled).map((document) => document.toJS() as KubeObject);
}
