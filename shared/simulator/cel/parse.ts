/** The one door to the library that reads CEL: it gives us the syntax; what it means is in the files beside. */
import { Environment, ParseError } from '@marcbachmann/cel-js';
import type { ASTNode } from '@marcbachmann/cel-js';
import { UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { CelError } from './cel-error.ts';
import { Double, Uint } from './values.ts';

/** What an expression is made of. */
export type Syntax =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'name'; readonly name: string }
  /** `operand.field`, `operand.?field` */
  | { readonly kind: 'select'; readonly operand: Syntax; readonly field: string; readonly isOptional: boolean }
  /** `operand[index]`, `operand[?index]` */
  | { readonly kind: 'index'; readonly operand: Syntax; readonly index: Syntax; readonly isOptional: boolean }
  /** `name(arguments)`, `receiver.name(arguments)` */
  | { readonly kind: 'call'; readonly name: string; readonly receiver: Syntax | undefined; readonly parameters: readonly Syntax[] }
  /** `!`, `-` before one operand, `?:` between three, all others between two. */
  | { readonly kind: 'operator'; readonly sign: string; readonly operands: readonly Syntax[] }
  | { readonly kind: 'list'; readonly items: readonly Syntax[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Syntax, Syntax])[] };

const limits = { maxAstNodes: 1_000_000, maxDepth: 1000, maxListElements: 100_000, maxMapEntries: 100_000, maxCallArguments: 100 };
const environment = new Environment({ unlistedVariablesAreDyn: true, enableOptionalTypes: true, limits });

/** Reads an expression. @throws CelError where it is none. */
export function parse(expression: string): Syntax {
  try {
    return syntaxOf(environment.parse(expression).ast);
  } catch (error) {
    throw error instanceof ParseError ? new CelError(`Syntax error: ${summaryOf(error, expression)}`, { cause: error }) : error;
  }
}

function summaryOf({ summary, range }: ParseError, expression: string): string {
  const before = expression.slice(0, range?.start ?? 0).split('\n');
  return `<input>:${before.length}:${before.at(-1)!.length + 1}: ${summary}`;
}

function syntaxOf(node: ASTNode): Syntax {
  switch (node.op) {
    case 'value':
      return { kind: 'literal', value: literalOf(node.args) };
    case 'id':
      return { kind: 'name', name: node.args };
    case '.':
    case '.?':
      return { kind: 'select', operand: syntaxOf(node.args[0]), field: node.args[1], isOptional: node.op === '.?' };
    case '[]':
    case '[?]':
      return { kind: 'index', operand: syntaxOf(node.args[0]), index: syntaxOf(node.args[1]), isOptional: node.op === '[?]' };
    case 'call':
      return { kind: 'call', name: node.args[0], receiver: undefined, parameters: allOf(node.args[1]) };
    case 'rcall':
      return { kind: 'call', name: node.args[0], receiver: syntaxOf(node.args[1]), parameters: allOf(node.args[2]) };
    case 'list':
      return { kind: 'list', items: allOf(node.args) };
    case 'map':
      return { kind: 'map', entries: node.args.map(([key, value]) => [syntaxOf(key), syntaxOf(value)]) };
    case '!_':
    case '-_':
      return { kind: 'operator', sign: node.op[0]!, operands: [syntaxOf(node.args)] };
    default:
      return { kind: 'operator', sign: node.op, operands: allOf(node.args) };
  }
}

function allOf(nodes: readonly ASTNode[]): Syntax[] {
  return nodes.map(syntaxOf);
}

function literalOf(value: unknown): unknown {
  if (value instanceof UnsignedInt) {
    return new Uint(value.value);
  }
  return typeof value === 'number' ? new Double(value) : value;
}
