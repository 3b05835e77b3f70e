import type { Flags } from './commands/command.ts';

/** kubectl takes `-ojson`, `-ntest` and `-Aowide`, which the parser takes for letters of one flag each: here they are told apart. */
export function separateFlags(words: readonly string[], flags: Flags): string[] {
  const end = words.indexOf('--');
  const before = end < 0 ? words : words.slice(0, end);
  return [...before.flatMap((word) => (/^-[A-Za-z][^=]/.test(word) ? separate(word.slice(1), flags) : [word])), ...words.slice(before.length)];
}

function separate(letters: string, flags: Flags): string[] {
  const letter = letters.charAt(0);
  const rest = letters.slice(1);
  const type = Object.values(flags).find(({ alias = [] }) => [alias].flat().includes(letter))?.type;
  if (rest === '' || type === undefined) {
    return [`-${letters}`];
  }
  return type === 'boolean' ? [`-${letter}`, ...separate(rest, flags)] : [`-${letter}`, rest.replace(/^=/, '')];
}
