/** kubectl's templates around JSONPath: `{range .items[*]}{.metadata.name}{"\n"}{end}`. */
import { Failure } from '../../../shared/errors.ts';
import { findAll, printed } from './find-all.ts';
import type { FindAll } from './find-all.ts';

/** Renders a value. */
type Part = (value: unknown) => string;

/** What to print of a value. @throws Failure (usage) where it cannot be read. */
export function parseTemplate(template: string): Part {
  const tokens = tokensOf(template);
  const { parts, rest } = partsOf(tokens);
  if (rest.length > 0) {
    throw misread('{end} has no {range}');
  }
  return inOrder(parts);
}

interface Token {
  readonly kind: 'text' | 'action';
  readonly text: string;
}

const action = /\{((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^{}"'])*)\}/g;

function tokensOf(template: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const { 0: whole, 1: inside = '', index } of template.matchAll(action)) {
    tokens.push({ kind: 'text', text: template.slice(at, index) }, { kind: 'action', text: inside.trim() });
    at = index + whole.length;
  }
  tokens.push({ kind: 'text', text: template.slice(at) });
  if (tokens.some(({ kind, text }) => kind === 'text' && text.includes('{'))) {
    throw misread('a { is not closed');
  }
  return tokens.filter(({ kind, text }) => kind === 'action' || text !== '');
}

/** The parts up to the end of the range they stand in, and the tokens from that end on. */
function partsOf(tokens: readonly Token[]): { parts: Part[]; rest: readonly Token[] } {
  const parts: Part[] = [];
  let rest = tokens;
  for (let token = rest[0]; token !== undefined && !isEnd(token); token = rest[0]) {
    const path = token.kind === 'action' ? /^range\b(.*)$/s.exec(token.text)?.[1] : undefined;
    if (path === undefined) {
      parts.push(partOf(token));
      rest = rest.slice(1);
    } else {
      const inner = partsOf(rest.slice(1));
      if (inner.rest.length === 0) {
        throw misread(`{range ${path.trim()}} has no {end}`);
      }
      parts.push(repeated(findAll(path), inOrder(inner.parts)));
      rest = inner.rest.slice(1);
    }
  }
  return { parts, rest };
}

function isEnd({ kind, text }: Token): boolean {
  return kind === 'action' && text === 'end';
}

function partOf({ kind, text }: Token): Part {
  const quoted = /^(["'])(.*)\1$/s.exec(text)?.[2];
  if (kind === 'text' || quoted !== undefined) {
    const literal = quoted === undefined ? text : unescaped(quoted);
    return () => literal;
  }
  if (text === '') {
    throw misread('{} is empty');
  }
  const find = findAll(text);
  return (value) => find(value).map(printed).join(' ');
}

function repeated(find: FindAll, render: Part): Part {
  return (value) => find(value).map(render).join('');
}

function inOrder(parts: readonly Part[]): Part {
  return (value) => parts.map((render) => render(value)).join('');
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (_whole, letter: string) => escapes[letter] ?? letter);
}

function misread(why: string): Failure {
  return new Failure('usage', `the JSONPath template cannot be read: ${why}`, { next: 'write it as for kubectl, such as {range .items[*]}{.metadata.name}{"\\n"}{end}' });
}
