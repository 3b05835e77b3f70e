/** The files of the page: as they were bundled, or (run from sources) each by itself with its types taken out. */
import { readFile, readdir } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PageFile {
  readonly type: string;
  readonly text: string;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.js': 'text/javascript; charset=utf-8', '.ts': 'text/javascript; charset=utf-8',
};

/** By the path that the browser asks for: `/page.js`. @throws Error where the files are not beside the program. */
export async function readPageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const folder = await pageFolder(dirname(fileURLToPath(import.meta.url)));
  const names = (await readdir(folder)).filter((name) => extname(name) in types);
  return new Map(await Promise.all(names.map(async (name): Promise<[string, PageFile]> => [pathOf(name), await readPageFile(join(folder, name))])));
}

async function readPageFile(path: string): Promise<PageFile> {
  const text = await readFile(path, 'utf8');
  return { type: types[extname(path)]!, text: extname(path) === '.ts' ? stripTypeScriptTypes(text) : text };
}

/** Modules import each other by the names of their sources; the page names the bundle. */
function pathOf(name: string): string {
  return name === 'page.ts' ? '/page.js' : `/${basename(name)}`;
}

/** The nearest above this file: how far above differs between the sources and the bundle. */
async function pageFolder(folder: string): Promise<string> {
  const candidate = join(folder, 'dashboard/page');
  if (await readFile(join(candidate, 'index.html')).then(() => true, () => false)) {
    return candidate;
  }
  if (dirname(folder) === folder) {
    throw new Error('the folder dashboard/page is missing beside the program: install kubectl-canary again');
  }
  return await pageFolder(dirname(folder));
}
