/**
 * kubectl's JSONPath is older than the standard and has words of its own (`.a-b`, `.app\.kubernetes\.io/name`, `[?(@.x=="y")]`). Here it is
 * told in those of RFC 9535, which libraries read.
 */
import { Failure } from '../../../shared/errors.ts';

/**
 * The standard's queries, without their `$`, whose results one after another are those of this path: kubectl lists all of the first name of
 * a union before the first of the second.
 * @throws Failure (usage) where it is no path.
 */
export function standardPaths(typed: string): string[] {
  let paths = [''];
  let rest = typed.trim().replace(/^[@$]/, '');
  while (rest !== '') {
    const { length, steps } = rest.startsWith('[') ? bracketStep(rest, typed) : fieldStep(rest, typed);
    paths = steps.flatMap((step) => paths.map((path) => path + step));
    rest = rest.slice(length);
  }
  return paths;
}

interface Step {
  /** Letters of what was typed that it takes up. */
  readonly length: number;
  /** More than one for a union. */
  readonly steps: readonly string[];
}

/** `.name`, `.*`, `..name`; a point alone is the object itself. */
function fieldStep(rest: string, typed: string): Step {
  const [whole, dots, escaped = ''] = /^(\.\.?)((?:\\.|[^.[\\\s'"{}])*)/.exec(rest) ?? [];
  if (whole === undefined) {
    throw misread(typed);
  }
  const descent = dots === '..' ? '..' : '';
  if (escaped === '') {
    return { length: whole.length, steps: [descent] };
  }
  const name = escaped.replace(/\\(.)/g, '$1');
  return { length: whole.length, steps: [`${descent}[${escaped === '*' ? '*' : JSON.stringify(name)}]`] };
}

function bracketStep(rest: string, typed: string): Step {
  const length = lengthOfBrackets(rest);
  if (length === undefined) {
    throw misread(typed, 'a bracket is not closed');
  }
  const inside = rest.slice(1, length - 1).trim();
  const filter = /^\?\s*\((.*)\)$/s.exec(inside)?.[1];
  return { length, steps: filter === undefined ? splitOutsideQuotes(inside, ',').flatMap((each) => selection(each.trim(), typed)) : [`[?${condition(filter, typed)}]`] };
}

/** A name in quotes is a path to kubectl: `['metadata.name']`. */
function selection(text: string, typed: string): string[] {
  const path = /^'(.*)'$|^"(.*)"$/s.exec(text);
  if (path !== null) {
    return standardPaths(`.${path[1] ?? path[2] ?? ''}`);
  }
  if (!/^(\*|-?\d+|(-?\d+)?:(-?\d+)?(:(-?\d+)?)?)$/.test(text)) {
    throw misread(typed, `[${text}] is no index, slice, * or name in quotes`);
  }
  return [`[${text}]`];
}

/** What is not there is never equal and never unequal. */
function condition(filter: string, typed: string): string {
  const [, left = filter, operator, right = ''] = /^\s*((?:"[^"]*"|'[^']*'|[^=!<>"'])+?)\s*(==|!=|<=|>=|<|>)(.*)$/s.exec(filter) ?? [];
  if (operator === undefined) {
    return operand(filter.trim(), typed);
  }
  const sides = [left, right].map((side) => operand(side.trim(), typed));
  return [...sides.filter((side) => side.startsWith('@')), sides.join(operator)].join(' && ');
}

function operand(text: string, typed: string): string {
  const [, inDouble, inSingle] = /^"((?:\\.|[^"\\])*)"$|^'((?:\\.|[^'\\])*)'$/s.exec(text) ?? [];
  const quoted = inDouble ?? inSingle;
  if (quoted !== undefined) {
    return JSON.stringify(quoted.replace(/\\(.)/g, '$1'));
  }
  if (/^(-?\d+(\.\d+)?|true|false|null)$/.test(text)) {
    return text;
  }
  const paths = /^[@$.]/.test(text) ? standardPaths(text) : [];
  if (paths.length !== 1) {
    throw misread(typed, `"${text}" can be compared with nothing`);
  }
  return `@${paths[0]}`;
}

function lengthOfBrackets(rest: string): number | undefined {
  let depth = 0;
  for (const { 0: letter, index } of rest.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[[\]]/gs)) {
    depth += { '[': 1, ']': -1 }[letter] ?? 0;
    if (depth === 0) {
      return index + 1;
    }
  }
  return undefined;
}

/** The texts between separators that stand neither in quotes nor in brackets. */
export function splitOutsideQuotes(text: string, separator: ',' | ':'): string[] {
  const parts = [''];
  let depth = 0;
  for (const [piece] of text.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|./gs)) {
    depth += { '[': 1, ']': -1 }[piece] ?? 0;
    if (piece === separator && depth === 0) {
      parts.push('');
    } else {
      parts[parts.length - 1] += piece;
    }
  }
  return parts;
}

function misread(typed: string, why = 'expected names after points, such as .status.phase'): Failure {
  return new Failure('usage', `the path ${typed} cannot be read: ${why}`, { next: 'write it as for kubectl, such as .items[?(@.status.phase=="Failed")].metadata.name' });
}
