/** What has been typed so far, word by word, as the parser of the command line will read it. Pure. */
import type { Flag, Flags } from '../commands/command.ts';

export interface Typed {
  /** Words that are no flags and no values of flags; the first is the command. */
  readonly words: readonly string[];
  /** Values by the flag's name. */
  readonly values: Readonly<Record<string, string>>;
  /** The flag whose value is being typed. */
  readonly open: { readonly flag: Flag; readonly value: string } | undefined;
  /** What is being typed is a flag's name. */
  readonly isFlag: boolean;
  readonly last: string;
}

/** Reads words of which the last is being typed, and may be empty. Flags that are not known are taken for ones without a value. */
export function readTyped(typed: readonly string[], flags: Flags): Typed {
  const words: string[] = [];
  const values: Record<string, string> = {};
  const last = typed.at(-1) ?? '';
  let open: Found | undefined;
  let areFlagsOver = false;
  for (const word of typed.slice(0, -1)) {
    if (open !== undefined) {
      values[open.name] = word;
      open = undefined;
    } else if (word === '--') {
      areFlagsOver = true;
    } else if (areFlagsOver || !word.startsWith('-') || word === '-') {
      words.push(word);
    } else {
      const { found, value } = split(word, flags);
      if (found !== undefined && value !== undefined) {
        values[found.name] = value;
      } else if (found !== undefined && takesNextWord(found.flag)) {
        open = found;
      }
    }
  }
  const isFlag = open === undefined && !areFlagsOver && last.startsWith('-');
  const { found, value } = isFlag ? split(last, flags) : { found: open, value: last };
  return { words, values, last, isFlag: isFlag && value === undefined, open: found === undefined || value === undefined ? undefined : { flag: found.flag, value } };
}

interface Found {
  readonly name: string;
  readonly flag: Flag;
}

/** `--name=value`, `-n=value`; without an equals sign there is no value. */
function split(word: string, flags: Flags): { found: Found | undefined; value: string | undefined } {
  const [, long, short = '', value] = /^(?:--([^=]*)|-([^=]*))(?:=(.*))?$/s.exec(word) ?? [];
  const typed = long ?? short.slice(-1);
  const entry = Object.entries(flags).find(([name, { alias = [] }]) => name === typed || [alias].flat().includes(typed));
  return { found: entry === undefined ? undefined : { name: entry[0], flag: entry[1] }, value };
}

/** Where the empty word is one of its values, any other follows only after an equals sign. */
function takesNextWord({ type, completes = [] }: Flag): boolean {
  return (type === 'string' || type === 'number') && (typeof completes === 'string' || !completes.includes(''));
}
