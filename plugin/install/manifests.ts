import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../shared/kube/kube.ts';

/** The folders of manifests/ that make up the cluster side. */
export const parts = ['crds', 'rbac', 'runner', 'webhook'] as const;
export type Part = (typeof parts)[number];
export type Manifests = Readonly<Record<Part, readonly KubeObject[]>>;

/** The objects as they are shipped, before anything is chosen. @throws Error where the files are not beside the program. */
export async function readManifests(): Promise<Manifests> {
  const folder = await manifestsFolder(dirname(fileURLToPath(import.meta.url)));
  const read = await Promise.all(parts.map(async (part) => [part, await readPart(join(folder, part))] as const));
  return Object.fromEntries(read) as Record<Part, KubeObject[]>;
}

/** The nearest above this file: how far above differs between the sources, the bundle and the image. */
async function manifestsFolder(folder: string): Promise<string> {
  const candidate = join(folder, 'manifests');
  if (await readdir(join(candidate, 'crds')).then(() => true, () => false)) {
    return candidate;
  }
  if (dirname(folder) === folder) {
    throw new Error('the folder manifests/ is missing beside the program: install kubectl-canary again');
  }
  return await manifestsFolder(dirname(folder));
}

async function readPart(folder: string): Promise<KubeObject[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const objects = texts.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as KubeObject | null));
  return objects.filter((object) => object !== null);
}
