import { CelError } from './cel-error.ts';
import { Double, kindOf, read, Uint } from './values.ts';

/** JSON's, or one made by an expression, whose keys may be ints and booleans: an int stands for all numbers that equal it. */
export type CelMap = Readonly<Record<string, unknown>> | ReadonlyMap<unknown, unknown>;

/** Whether it is a map. */
export function isMap(value: unknown): value is CelMap {
  return kindOf(value) === 'map';
}

/** The keys of a map, in its order. */
export function keysOf(map: CelMap): unknown[] {
  return map instanceof Map ? [...map.keys()] : Object.keys(map).filter((key) => (map as Record<string, unknown>)[key] !== undefined);
}

/** What a map has under a key; undefined where it has nothing. */
export function entryOf(map: CelMap, key: unknown): unknown {
  const raw = map instanceof Map ? (map.get(keyFor(key)) as unknown) : propertyOf(map as Record<string, unknown>, key);
  return raw === undefined ? undefined : read(raw);
}

function propertyOf(map: Record<string, unknown>, key: unknown): unknown {
  return typeof key === 'string' && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** The key as a map of our own keeps it. @throws CelError for what is no key. */
export function keyFor(key: unknown): unknown {
  if (key instanceof Uint) {
    return key.value;
  }
  if (key instanceof Double && Number.isInteger(key.value)) {
    return BigInt(key.value);
  }
  if (typeof key === 'string' || typeof key === 'bigint' || typeof key === 'boolean' || key instanceof Double) {
    return key;
  }
  throw new CelError(`unsupported key type`);
}
