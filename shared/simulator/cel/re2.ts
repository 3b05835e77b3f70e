/** Regular expressions as RE2 has them, in terms of JavaScript's. */
import { CelError } from './cel-error.ts';

const known = new Map<string, RegExp>();
const classes: Partial<Record<string, string>> = {
  alnum: '0-9A-Za-z', alpha: 'A-Za-z', ascii: '\\x00-\\x7F', blank: '\\t ', cntrl: '\\x00-\\x1F\\x7F', digit: '0-9', graph: '!-~', lower: 'a-z', print: ' -~',
  punct: '!-\\/:-@\\[-`{-~', space: '\\t\\n\\v\\f\\r ', upper: 'A-Z', word: '0-9A-Za-z_', xdigit: '0-9A-Fa-f',
};
/** What is written otherwise there than here; the first that fits counts. */
const outside = /\\Q(?<quoted>.*?)(?:\\E|$)|\\(?<escaped>.)(?<class>(?<=p|P)(?:\{\^?\w+\}|\w))?|\(\?P<(?<name>\w+)>|\(\?(?<look>[=!]|<[=!])|\(\?(?<flags>[imsU]*(?:-[imsU]+)?)(?<end>[):])|(?<dot>\.)|\[(?<set>\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*)\]/gsu;

interface Parts {
  readonly quoted?: string;
  readonly escaped?: string;
  readonly class?: string;
  readonly name?: string;
  readonly look?: string;
  readonly flags?: string;
  readonly end?: string;
  readonly dot?: string;
  readonly set?: string;
}

/** The pattern as a RegExp. @throws CelError for what RE2 does not have either. */
export function regExpOf(pattern: string): RegExp {
  const found = known.get(pattern) ?? translate(pattern);
  known.set(pattern, found);
  return found;
}

function translate(pattern: string): RegExp {
  // Flags that stand first are for all of it.
  const [start, caret = '', flags = ''] = /^(\^?)\(\?([ims]+)\)/.exec(pattern) ?? [''];
  const rest = caret + pattern.slice(start!.length);
  try {
    const source = rest.replaceAll(outside, (...parameters) => translatePart(parameters[0] as string, parameters.at(-1) as Parts, flags.includes('s')));
    return new RegExp(source, `u${flags}`);
  } catch (error) {
    throw error instanceof SyntaxError ? unreadable(pattern, error.message) : error;
  }
}

function translatePart(whole: string, { quoted, escaped, class: unicode, name, look, flags, end, dot, set }: Parts, isDotAll: boolean): string {
  if (look !== undefined) {
    throw unreadable(whole, `invalid or unsupported Perl syntax: \`(?${look}\``);
  }
  if (quoted !== undefined) {
    return quoted.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }
  if (escaped !== undefined) {
    return escape(escaped, unicode ?? '');
  }
  if (name !== undefined) {
    return `(?<${name}>`;
  }
  if (flags !== undefined && end === ')') {
    throw unreadable(whole, 'flags can stand at the beginning, or at the beginning of a group');
  }
  if (dot !== undefined) {
    return isDotAll ? '.' : '[^\\n]';
  }
  return set === undefined ? whole : translateSet(set);
}

function translateSet(set: string): string {
  const [, negation = '', rest = ''] = /^(\^?)(.*)$/s.exec(set) ?? [];
  const inside = rest.replaceAll(/\[:(\^?)(\w+):\]|\\(.)((?<=p|P)(?:\{\^?\w+\}|\w))?|^\]|\[/gsu, (whole, _negated, name?: string, escaped?: string, unicode?: string) => {
    if (name !== undefined) {
      return classes[name] ?? whole;
    }
    return escaped === undefined ? `\\${whole}` : escape(escaped, unicode ?? '', true);
  });
  return `[${negation}${inside}]`;
}

function escape(escaped: string, unicode: string, isInSet = false): string {
  if (escaped === 'A' || escaped === 'z') {
    return escaped === 'A' ? '(?<![^])' : '(?![^])';
  }
  if (escaped === 'p' || escaped === 'P') {
    return propertyOf(escaped, unicode.replaceAll(/[{}]/g, ''));
  }
  if (escaped === 's' || escaped === 'S') {
    return isInSet && escaped === 's' ? '\\t\\n\\f\\r ' : escaped === 's' ? '[\\t\\n\\f\\r ]' : '[^\\t\\n\\f\\r ]';
  }
  if (/[1-9]/.test(escaped)) {
    throw unreadable(`\\${escaped}`, 'invalid escape sequence');
  }
  // JavaScript takes a needless backslash for a mistake.
  const isNeeded = /[A-Za-z0-9^$\\.*+?()[\]{}|/]/.test(escaped) || (isInSet && escaped === '-');
  return `${isNeeded ? '\\' : ''}${escaped}${unicode}`;
}

function propertyOf(letter: string, name: string): string {
  const isNegated = name.startsWith('^') !== (letter === 'P');
  const title = name.replace('^', '');
  return `\\${isNegated ? 'P' : 'p'}{${title.length > 2 ? `Script=${title}` : title}}`;
}

function unreadable(pattern: string, why: string): CelError {
  return new CelError(`error parsing regexp: ${why}: \`${pattern}\``);
}
