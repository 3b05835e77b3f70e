/** Which function is meant by a name and values. */
import { CelError, noSuchOverload } from './cel-error.ts';
import type { Functions } from './functions/function.ts';
import * as libraries from './functions/index.ts';
import { kindOf, read } from './values.ts';

/** The functions of one name and number of parameters. The receiver is the first of these where there is one. */
export interface Overload {
  readonly kinds: readonly string[];
  readonly apply: (...parameters: unknown[]) => unknown;
}

const plainKinds = ['null', 'bool', 'int', 'uint', 'double', 'string', 'bytes', 'list', 'map', 'type', 'any'];
const all = new Map<string, Overload[]>();

for (const library of Object.values(libraries satisfies Record<string, Functions>)) {
  for (const [signature, apply] of Object.entries(library)) {
    addOverload(signature, apply as Overload['apply']);
  }
}

function addOverload(signature: string, apply: Overload['apply']): void {
  const [, first, name = '', parameters = ''] = /^(?:(\w+)\.)?(\w+)\((.*)\)$/.exec(signature) ?? [];
  const isMember = first !== undefined && (plainKinds.includes(first) || /^[A-Z]/.test(first));
  const kinds = [...(isMember ? [first] : []), ...(parameters === '' ? [] : parameters.split(', '))];
  const key = isMember || first === undefined ? keyOf(name, kinds.length, isMember) : keyOf(`${first}.${name}`, kinds.length, false);
  all.set(key, [...(all.get(key) ?? []), { kinds, apply }]);
}

/** All functions of this name; `count` includes the receiver. Undefined where there is none. */
export function overloadsOf(name: string, count: number, isMember: boolean): readonly Overload[] | undefined {
  return all.get(keyOf(name, count, isMember));
}

function keyOf(name: string, count: number, isMember: boolean): string {
  return `${isMember ? '.' : ''}${name}/${count}`;
}

/** Calls the one that takes values of these kinds. @throws CelError where none does. */
export function callOverload(overloads: readonly Overload[], parameters: readonly unknown[]): unknown {
  const kinds = parameters.map(kindOf);
  const overload = overloads.find((each) => each.kinds.every((kind, index) => kind === 'any' || kind === kinds[index]));
  if (overload === undefined) {
    throw noSuchOverload();
  }
  return read(overload.apply(...parameters));
}

/** Said of a name that is no function's. */
export function unknownFunction(name: string): CelError {
  return new CelError(`undeclared reference to '${name}' (in container '')`);
}
