/** Macros that go through a list, or the keys of a map. */
import { CelError, noSuchOverload } from './cel-error.ts';
import { decide } from './decide.ts';
import type { Call, ProgramOf } from './macros.ts';
import { entryOf, isMap, keyFor, keysOf } from './maps.ts';
import type { Program } from './program.ts';
import type { Scope } from './scope.ts';
import { assertBool, elementsOf } from './values.ts';

/** What is worked out for each item, in its scope; `key` is that of the item. */
interface Turn {
  readonly scope: Scope;
  readonly key: unknown;
  readonly item: unknown;
}

type Fold = (turns: readonly Turn[], ...programs: Program[]) => unknown;

const folds: Partial<Record<string, Fold>> = {
  'all/1/1': (turns, predicate) => isDecided(false, turns, predicate),
  'all/2/1': (turns, predicate) => isDecided(false, turns, predicate),
  'exists/1/1': (turns, predicate) => isDecided(true, turns, predicate),
  'exists/2/1': (turns, predicate) => isDecided(true, turns, predicate),
  'exists_one/1/1': isOne,
  'existsOne/1/1': isOne,
  'exists_one/2/1': isOne,
  'existsOne/2/1': isOne,
  'filter/1/1': (turns, predicate) => chosen(turns, predicate!).map(({ item }) => item),
  'map/1/1': (turns, transform) => turns.map(({ scope }) => transform!(scope)),
  'map/1/2': (turns, predicate, transform) => chosen(turns, predicate!).map(({ scope }) => transform!(scope)),
  'transformList/2/1': (turns, transform) => turns.map(({ scope }) => transform!(scope)),
  'transformList/2/2': (turns, predicate, transform) => chosen(turns, predicate!).map(({ scope }) => transform!(scope)),
  'transformMap/2/1': (turns, transform) => transformed(turns, transform!),
  'transformMap/2/2': (turns, predicate, transform) => transformed(chosen(turns, predicate!), transform!),
  'transformMapEntry/2/1': (turns, transform) => merged(turns, transform!),
  'transformMapEntry/2/2': (turns, predicate, transform) => merged(chosen(turns, predicate!), transform!),
};

/** The program of `list.all(x, ...)` and its like; undefined where it is none of them. @throws CelError where a name is missing. */
export function loopOf({ name, receiver, parameters }: Call, programOf: ProgramOf): Program | undefined {
  const count = [1, 2].find((names) => folds[`${name}/${names}/${parameters.length - names}`] !== undefined);
  if (receiver === undefined || count === undefined) {
    return undefined;
  }
  const names = parameters.slice(0, count).map((parameter) => {
    if (parameter.kind !== 'name') {
      throw new CelError('argument must be a simple name');
    }
    return parameter.name;
  });
  const fold = folds[`${name}/${count}/${parameters.length - count}`]!;
  const [range, programs] = [programOf(receiver), parameters.slice(count).map(programOf)];
  return (scope) => fold(turnsOf(range(scope), scope, names), ...programs);
}

function turnsOf(range: unknown, scope: Scope, [first = '', second]: readonly string[]): Turn[] {
  return itemsOf(range).map(([key, value]) => {
    if (second === undefined) {
      const item = isMap(range) ? key : value;
      return { scope: scope.with(first, item), key, item };
    }
    return { scope: scope.with(first, key).with(second, value), key, item: value };
  });
}

function itemsOf(range: unknown): (readonly [unknown, unknown])[] {
  if (Array.isArray(range)) {
    return elementsOf(range).map((item, index) => [BigInt(index), item] as const);
  }
  if (isMap(range)) {
    return keysOf(range).map((key) => [key, entryOf(range, key)] as const);
  }
  throw noSuchOverload();
}

function isDecided(deciding: boolean, turns: readonly Turn[], predicate: Program | undefined): boolean {
  return decide(deciding, turns.map(({ scope }) => () => predicate!(scope)));
}

function isOne(turns: readonly Turn[], predicate: Program | undefined): boolean {
  return chosen(turns, predicate!).length === 1;
}

function chosen(turns: readonly Turn[], predicate: Program): Turn[] {
  return turns.filter(({ scope }) => assertBool(predicate(scope)));
}

function transformed(turns: readonly Turn[], transform: Program): Map<unknown, unknown> {
  return new Map(turns.map(({ scope, key }) => [keyFor(key), transform(scope)]));
}

function merged(turns: readonly Turn[], transform: Program): Map<unknown, unknown> {
  const result = new Map<unknown, unknown>();
  for (const { scope } of turns) {
    const entries = transform(scope);
    if (!isMap(entries)) {
      throw noSuchOverload();
    }
    for (const key of keysOf(entries)) {
      if (result.has(key)) {
        throw new CelError(`insert failed: key ${String(key)} already exists`);
      }
      result.set(key, entryOf(entries, key));
    }
  }
  return result;
}
