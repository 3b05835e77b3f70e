import { Failure } from '../../shared/errors.ts';
import { nearestWord } from '../../shared/nearest-word.ts';
import type { Shell } from './shell.ts';
import * as shells from './shells/index.ts';

const known: Shell[] = Object.values(shells satisfies Record<string, Shell>);

/** The shells there are. */
export const shellNames: readonly string[] = known.map(({ name }) => name);

/** The shell of this name. @throws Failure (usage) where it is none of those. */
export function shellFor(name: string | undefined): Shell {
  const shell = known.find((each) => each.name === name);
  if (shell === undefined) {
    const near = nearestWord(name ?? '', shellNames);
    const got = name === undefined ? 'got none' : `got "${name}"`;
    throw new Failure('usage', `expected a shell, or install, ${got}`, { next: near === undefined ? `it is one of ${shellNames.join(', ')}` : `did you mean ${near}?` });
  }
  return shell;
}

/** The script with a line that says how to load it. */
export function scriptLines({ usage, script }: Shell): string[] {
  return [`# Completion of kubectl-canary. Load it with: ${usage}`, ...script.split('\n')];
}
