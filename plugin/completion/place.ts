/** Where `kubectl_complete-canary` goes, which kubectl asks for what may follow `kubectl canary`. Pure but for what it is told of the disk. */
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { Failure } from '../../shared/errors.ts';

export interface Surroundings {
  /** The value of PATH. */
  readonly path: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** How this process was started: Node, and its file. */
  readonly program: readonly [node: string, file: string];
  isFile(path: string): boolean;
  mayWrite(folder: string): boolean;
}

export interface Place {
  readonly file: string;
  readonly text: string;
}

/** @throws Failure (refused) where no folder on PATH may be written. */
export function placeFor(around: Surroundings, wanted: string | undefined): Place {
  const folders = around.path.split(delimiter).filter(isAbsolute);
  const plugin = folders.map((folder) => pluginFiles(around).map((name) => join(folder, name))).flat().find((file) => around.isFile(file));
  const beside = plugin === undefined ? [] : [dirname(plugin)];
  const own = folders.filter((folder) => folder.startsWith(around.home));
  const folder = wanted ?? [...beside, ...own, ...folders].find((each) => around.mayWrite(each));
  if (folder === undefined) {
    throw new Failure('refused', 'no folder on PATH can be written', { next: 'name one with --dir, such as --dir ~/.local/bin, and put it on PATH' });
  }
  const isWindows = around.platform === 'win32';
  return { file: join(folder, `kubectl_complete-canary${isWindows ? '.cmd' : ''}`), text: isWindows ? windowsText(around, plugin) : shellText(around, plugin) };
}

function pluginFiles({ platform }: Surroundings): string[] {
  return platform === 'win32' ? ['kubectl-canary.cmd', 'kubectl-canary.exe'] : ['kubectl-canary'];
}

/** What is on PATH by its name survives the next version; else this very program is named. */
function shellText({ program }: Surroundings, plugin: string | undefined): string {
  const words = plugin === undefined ? program.map((word) => `'${word.replaceAll('\'', '\'\\\'\'')}'`).join(' ') : 'kubectl-canary';
  return `#!/bin/sh\n# kubectl asks this what may follow "kubectl canary".\nexec ${words} __complete "$@"\n`;
}

function windowsText({ program }: Surroundings, plugin: string | undefined): string {
  const words = plugin === undefined ? program.map((word) => `"${word}"`).join(' ') : 'kubectl-canary';
  return `@rem kubectl asks this what may follow "kubectl canary".\r\n@${words} __complete %*\r\n`;
}
