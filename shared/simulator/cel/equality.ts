/** What equals what, and what is less than what, across types as CEL has it. */
import { noSuchOverload } from './cel-error.ts';
import { entryOf, isMap, keysOf } from './maps.ts';
import type { CelMap } from './maps.ts';
import { kindOf, numberOf, read, Special } from './values.ts';

/** Whether two values are equal: numbers by value, containers by what is in them, values of different types never. */
export function equals(one: unknown, other: unknown): boolean {
  const [left, right] = [numberOf(one), numberOf(other)];
  if (left !== undefined || right !== undefined) {
    // Loosely: a bigint equals the number of the same value.
    return left !== undefined && right !== undefined && left == right;
  }
  if (one === other) {
    return true;
  }
  const kind = kindOf(one);
  return kind === kindOf(other) && equalsOfKind(kind, one, other);
}

function equalsOfKind(kind: string, one: unknown, other: unknown): boolean {
  if (one instanceof Special) {
    return one.equals(other as Special);
  }
  switch (kind) {
    case 'list':
      return equalLists(one as unknown[], other as unknown[]);
    case 'map':
      return equalMaps(one as CelMap, other as CelMap);
    case 'bytes':
      return Buffer.compare(one as Uint8Array, other as Uint8Array) === 0;
    default:
      return false;
  }
}

function equalLists(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => equals(read(item), read(other[index])));
}

function equalMaps(one: CelMap, other: CelMap): boolean {
  const keys = keysOf(one);
  return keys.length === keysOf(other).length && keys.every((key) => {
    const found = entryOf(other, key);
    return found !== undefined && equals(entryOf(one, key), found);
  });
}

/** Values that have an order among their kind. */
export interface Ordered extends Special {
  /** Negative, zero or positive, as for sorting. */
  compareWith(other: Special): number;
}

/** Negative where the first is less, positive where it is greater, 0 where they are equal; NaN where neither. @throws CelError for what has no order. */
export function compare(one: unknown, other: unknown): number {
  const [left, right] = [numberOf(one), numberOf(other)];
  if (left !== undefined && right !== undefined) {
    return signOf(left, right);
  }
  if (kindOf(one) !== kindOf(other)) {
    throw noSuchOverload();
  }
  if (one instanceof Uint8Array) {
    return Buffer.compare(one, other as Uint8Array);
  }
  if (typeof one === 'string' || typeof one === 'boolean') {
    return signOf(one, other as typeof one);
  }
  if (one instanceof Special && 'compareWith' in one) {
    return (one as Ordered).compareWith(other as Special);
  }
  throw noSuchOverload();
}

/** The sign of a comparison; NaN where one of them is. */
export function signOf<T extends bigint | number | string | boolean>(one: T, other: T): number {
  if (one < other) {
    return -1;
  }
  if (one > other) {
    return 1;
  }
  return one == other ? 0 : Number.NaN;
}

/** Whether it is an element of a list or a key of a map. @throws CelError for what is neither. */
export function contains(container: unknown, value: unknown): boolean {
  if (Array.isArray(container)) {
    return container.some((item) => equals(read(item), value));
  }
  if (isMap(container)) {
    return kindOf(value) !== 'null' && entryOf(container, value) !== undefined;
  }
  throw noSuchOverload();
}
