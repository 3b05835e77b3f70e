import { readFile, readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Failure } from '../../shared/errors.ts';

/** One text that manifests may be in. */
export interface SourceFile {
  /** As it was given; `stdin` for what was piped in. */
  readonly path: string;
  readonly text: string;
}

export interface Places {
  /** Files, folders, or `-`. */
  readonly paths: readonly string[];
  /** Whether the folders of a folder count too. */
  readonly recursive: boolean;
  readStdin(): Promise<string>;
}

const endings = ['.json', '.yaml', '.yml'];

/** Reads all files that are meant, in the order of their names. @throws Failure (notFound) for what cannot be read. */
export async function readFiles({ paths, recursive, readStdin }: Places): Promise<SourceFile[]> {
  const files = await Promise.all(paths.map(async (path) => (path === '-' ? [{ path: 'stdin', text: await readStdin() }] : await readPath(path, recursive))));
  return files.flat();
}

async function readPath(path: string, recursive: boolean): Promise<SourceFile[]> {
  const isFolder = await stat(path).then((found) => found.isDirectory(), (error: NodeJS.ErrnoException) => unreadable(path, error));
  if (!isFolder) {
    return [await readOne(path)];
  }
  const names = (await readdir(path, { recursive })).filter((name) => endings.includes(extname(name))).sort();
  if (names.length === 0) {
    throw new Failure('notFound', `folder ${path} has no files that end in ${endings.join(', ')}`, { next: recursive ? 'name another folder' : 'name another one, or look into its folders too with -R' });
  }
  return await Promise.all(names.map((name) => readOne(join(path, name))));
}

async function readOne(path: string): Promise<SourceFile> {
  return { path, text: await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => unreadable(path, error)) };
}

const words: Record<string, string> = { ENOENT: 'there is no such file', EACCES: 'its permissions do not let you', EISDIR: 'it is a folder' };

function unreadable(path: string, error: NodeJS.ErrnoException): never {
  throw new Failure('notFound', `${path} cannot be read: ${words[error.code ?? ''] ?? error.message}`, { next: 'correct the path after -f', cause: error });
}
