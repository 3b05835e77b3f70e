/** What is wrong with an expression of CEL before it is ever evaluated. */
import { CelError, compile } from '../../cel/cel.ts';
import { parse } from '../../cel/parse.ts';
import type { Syntax } from '../../cel/parse.ts';
import { Special } from '../../cel/values.ts';

const types = ['bool', 'bytes', 'double', 'dyn', 'int', 'list', 'map', 'null_type', 'string', 'timestamp', 'duration', 'type', 'uint', 'google'];
/** Names that stand before those of functions. */
const spaces = ['base64', 'cel', 'format', 'ip', 'cidr', 'lists', 'optional', 'proto', 'sets', 'strings'];
const loops = ['all', 'exists', 'exists_one', 'existsOne', 'filter', 'map', 'transformList', 'transformMap', 'transformMapEntry', 'optMap', 'optFlatMap'];

/** In words, as `compilation failed: ERROR: ...`; undefined where it can be evaluated with values of these names. */
export function expressionProblem(expression: string, names: readonly string[]): string | undefined {
  try {
    compile(expression);
  } catch (error) {
    if (error instanceof CelError) {
      return `compilation failed: ${error.message}`;
    }
    throw error;
  }
  const unknown = [...new Set(freeNames(parse(expression), new Set([...names, ...types])))];
  return unknown.length === 0 ? undefined : `compilation failed: ${unknown.map((name) => undeclared(name, expression)).join('\n')}`;
}

/** The type of an expression that is a value itself, as `int`; undefined where that takes more than a look. */
export function typeOfLiteral(expression: string): string | undefined {
  const syntax = parse(expression);
  if (syntax.kind === 'list' || syntax.kind === 'map') {
    return syntax.kind;
  }
  return syntax.kind === 'literal' ? typeOf(syntax.value) : undefined;
}

function typeOf(value: unknown): string {
  if (value === null) {
    return 'null_type';
  }
  return value instanceof Special ? value.kind : typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'string' : value instanceof Uint8Array ? 'bytes' : 'int';
}

function freeNames(syntax: Syntax, bound: ReadonlySet<string>): string[] {
  const ofAll = (parts: readonly Syntax[]) => parts.flatMap((part) => freeNames(part, bound));
  switch (syntax.kind) {
    case 'literal':
      return [];
    case 'name':
      return bound.has(syntax.name) ? [] : [syntax.name];
    case 'select':
      return freeNames(syntax.operand, bound);
    case 'index':
      return ofAll([syntax.operand, syntax.index]);
    case 'operator':
      return ofAll(syntax.operands);
    case 'list':
      return ofAll(syntax.items);
    case 'map':
      return ofAll(syntax.entries.flat());
    case 'call':
      return namesOfCall(syntax, bound);
  }
}

function namesOfCall({ name, receiver, parameters }: Extract<Syntax, { kind: 'call' }>, bound: ReadonlySet<string>): string[] {
  const ofReceiver = receiver === undefined || (receiver.kind === 'name' && spaces.includes(receiver.name)) ? [] : freeNames(receiver, bound);
  const isLoop = receiver !== undefined && loops.includes(name);
  const isBinding = receiver?.kind === 'name' && receiver.name === 'cel' && name === 'bind';
  if (!isLoop && !isBinding) {
    return [...ofReceiver, ...parameters.flatMap((parameter) => freeNames(parameter, bound))];
  }
  const variables = parameters.slice(0, isBinding || parameters.length < 3 || name === 'map' ? 1 : 2).flatMap((parameter) => (parameter.kind === 'name' ? [parameter.name] : []));
  const within = new Set([...bound, ...variables]);
  return [...ofReceiver, ...parameters.slice(variables.length).flatMap((parameter) => freeNames(parameter, within))];
}

/** With the line and a mark below, as the API server shows it. */
function undeclared(name: string, expression: string): string {
  const before = expression.slice(0, Math.max(0, expression.search(new RegExp(`(?<![\\w.])${name}\\b`)))).split('\n');
  const column = before.at(-1)!.length;
  return `ERROR: <input>:${before.length}:${column + 1}: undeclared reference to '${name}' (in container '')\n | ${expression.split('\n')[before.length - 1]}\n | ${'.'.repeat(column)}^`;
}
