import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, resolve } from 'node:path';
import { Failure } from '../../shared/errors.ts';
import type { Output } from '../commands/command.ts';
import { placeFor } from './place.ts';
import type { Surroundings } from './place.ts';

/** Puts the executable that kubectl asks on PATH, and says what it did. @throws Failure (refused) where it cannot. */
export async function installCompletion({ dir, output }: { dir: string | undefined; output: Output }): Promise<void> {
  const path = process.env['PATH'] ?? '';
  const { file, text } = placeFor(thisMachine(path), dir === undefined ? undefined : resolve(dir));
  const there = textOf(file);
  if (there !== undefined && !there.includes('kubectl canary')) {
    throw new Failure('refused', `${file} is there already and not ours`, { next: 'take it away, or choose another folder with --dir' });
  }
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    await chmod(file, 0o755);
  } catch (error) {
    throw new Failure('refused', `${file} cannot be written: ${(error as Error).message}`, { next: 'choose another folder with --dir', cause: error });
  }
  output.print(`${there === text ? 'unchanged' : 'written'}: ${file}`);
  output.tell('kubectl canary <TAB> now completes wherever kubectl itself does: see "kubectl completion --help"');
  if (!path.split(delimiter).includes(dirname(file))) {
    output.tell(`note: ${dirname(file)} is not on PATH; kubectl finds it there only`);
  }
}

function thisMachine(path: string): Surroundings {
  return {
    path, home: homedir(), platform: process.platform, program: [process.execPath, resolve(process.argv[1] ?? '')],
    isFile: (file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true,
    mayWrite,
  };
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
