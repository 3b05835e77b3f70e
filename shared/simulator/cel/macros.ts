/** What looks like a function, but decides itself which of its parameters are evaluated, how often, and with which names. */
import { optionalElementOf, unescapeField } from './access.ts';
import { CelError, noSuchOverload } from './cel-error.ts';
import { loopOf } from './comprehensions.ts';
import { Optional } from './optional.ts';
import type { Syntax } from './parse.ts';
import type { Program } from './program.ts';

export type Call = Extract<Syntax, { kind: 'call' }>;
export type ProgramOf = (syntax: Syntax) => Program;

/** The program of a call that is a macro's; undefined where it is a function's. @throws CelError where it is written wrongly. */
export function macroOf(call: Call, programOf: ProgramOf): Program | undefined {
  const { name, receiver, parameters } = call;
  const space = receiver?.kind === 'name' && receiver.name === 'cel' ? 'cel.' : '.';
  const macro = macros[`${receiver === undefined ? '' : space}${name}/${parameters.length}`];
  return macro === undefined ? loopOf(call, programOf) : macro(call, programOf);
}

const macros: Partial<Record<string, (call: Call, programOf: ProgramOf) => Program>> = {
  'has/1': has,
  'cel.bind/3': bind,
  '.orValue/1': orValue,
  '.or/1': or,
  '.optMap/2': (call, programOf) => mapOptional(call, programOf, (value) => new Optional(value)),
  '.optFlatMap/2': (call, programOf) => mapOptional(call, programOf, assertOptional),
};

function has({ parameters: [selection] }: Call, programOf: ProgramOf): Program {
  if (selection?.kind !== 'select' || selection.isOptional) {
    throw new CelError('invalid argument to has() macro');
  }
  const [container, field] = [programOf(selection.operand), unescapeField(selection.field)];
  return (scope) => optionalElementOf(container(scope), field, true).hasValue;
}

function bind({ parameters }: Call, programOf: ProgramOf): Program {
  const name = nameOf(parameters[0]);
  const [value, result] = [programOf(parameters[1]!), programOf(parameters[2]!)];
  return (scope) => result(scope.with(name, value(scope)));
}

function orValue({ receiver, parameters }: Call, programOf: ProgramOf): Program {
  const [optional, instead] = [programOf(receiver!), programOf(parameters[0]!)];
  return (scope) => {
    const found = assertOptional(optional(scope));
    return found.hasValue ? found.value : instead(scope);
  };
}

function or({ receiver, parameters }: Call, programOf: ProgramOf): Program {
  const [optional, instead] = [programOf(receiver!), programOf(parameters[0]!)];
  return (scope) => {
    const found = assertOptional(optional(scope));
    return found.hasValue ? found : assertOptional(instead(scope));
  };
}

function mapOptional({ receiver, parameters }: Call, programOf: ProgramOf, wrap: (value: unknown) => Optional): Program {
  const name = nameOf(parameters[0]);
  const [optional, result] = [programOf(receiver!), programOf(parameters[1]!)];
  return (scope) => {
    const found = assertOptional(optional(scope));
    return found.hasValue ? wrap(result(scope.with(name, found.value))) : found;
  };
}

function assertOptional(value: unknown): Optional {
  if (!(value instanceof Optional)) {
    throw noSuchOverload();
  }
  return value;
}

function nameOf(syntax: Syntax | undefined): string {
  if (syntax?.kind !== 'name') {
    throw new CelError('argument must be a simple name');
  }
  return syntax.name;
}
