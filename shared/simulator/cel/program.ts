/** Makes out of the syntax of an expression what evaluates it. */
import { elementOf, optionalElementOf, unescapeField } from './access.ts';
import { decide } from './decide.ts';
import { macroOf } from './macros.ts';
import { keyFor } from './maps.ts';
import { negate, operate } from './operators.ts';
import { callOverload, overloadsOf, unknownFunction } from './overloads.ts';
import type { Syntax } from './parse.ts';
import type { Scope } from './scope.ts';
import { assertBool } from './values.ts';

/** An expression, ready to be evaluated. @throws CelError */
export type Program = (scope: Scope) => unknown;

/** @throws CelError for a function that does not exist. */
export function programOf(syntax: Syntax): Program {
  switch (syntax.kind) {
    case 'literal':
      return () => syntax.value;
    case 'name':
      return (scope) => scope.get(syntax.name);
    case 'select':
      return selectOf(syntax);
    case 'index':
      return indexOf(syntax);
    case 'operator':
      return operatorOf(syntax);
    case 'call':
      return macroOf(syntax, programOf) ?? callOf(syntax);
    case 'list':
      return listOf(syntax);
    case 'map':
      return mapOf(syntax);
  }
}

function selectOf({ operand, field, isOptional }: Extract<Syntax, { kind: 'select' }>): Program {
  const [container, key, find] = [programOf(operand), unescapeField(field), isOptional ? optionalElementOf : elementOf];
  return (scope) => find(container(scope), key, true);
}

function indexOf({ operand, index, isOptional }: Extract<Syntax, { kind: 'index' }>): Program {
  const [container, key, find] = [programOf(operand), programOf(index), isOptional ? optionalElementOf : elementOf];
  return (scope) => find(container(scope), key(scope), false);
}

function operatorOf({ sign, operands }: Extract<Syntax, { kind: 'operator' }>): Program {
  const [first, second, third] = operands.map(programOf);
  if (second === undefined) {
    return (scope) => negate(sign, first!(scope));
  }
  if (third !== undefined) {
    return (scope) => (assertBool(first!(scope)) ? second(scope) : third(scope));
  }
  if (sign === '&&' || sign === '||') {
    return (scope) => decide(sign === '||', [() => first!(scope), () => second(scope)]);
  }
  return (scope) => operate(sign, first!(scope), second(scope));
}

function callOf({ name, receiver, parameters }: Extract<Syntax, { kind: 'call' }>): Program {
  const spaced = receiver?.kind === 'name' ? overloadsOf(`${receiver.name}.${name}`, parameters.length, false) : undefined;
  const all = receiver === undefined || spaced !== undefined ? parameters : [receiver, ...parameters];
  const overloads = spaced ?? overloadsOf(name, all.length, receiver !== undefined);
  if (overloads === undefined) {
    throw unknownFunction(name);
  }
  const programs = all.map(programOf);
  return (scope) => callOverload(overloads, programs.map((program) => program(scope)));
}

function listOf({ items }: Extract<Syntax, { kind: 'list' }>): Program {
  const programs = items.map(programOf);
  return (scope) => programs.map((program) => program(scope));
}

function mapOf({ entries }: Extract<Syntax, { kind: 'map' }>): Program {
  const programs = entries.map(([key, value]) => [programOf(key), programOf(value)] as const);
  return (scope) => {
    const map = new Map<unknown, unknown>();
    for (const [key, value] of programs) {
      map.set(keyFor(key(scope)), value(scope));
    }
    return map;
  };
}
