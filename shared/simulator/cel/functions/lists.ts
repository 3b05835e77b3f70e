import { CelError } from '../cel-error.ts';
import { compare, equals } from '../equality.ts';
import { operate } from '../operators.ts';
import { elementsOf, read } from '../values.ts';
import type { Functions } from './function.ts';

export const lists = {
  'list.isSorted()': (list: unknown[]) => {
    const items = elementsOf(list);
    return items.every((item, index) => index === 0 || compare(items[index - 1], item) <= 0);
  },
  'list.sum()': (list: unknown[]) => elementsOf(list).reduce((sum, item, index) => (index === 0 ? item : operate('+', sum, item)), 0n),
  'list.min()': (list: unknown[]) => extreme(list, 'min', (difference) => difference < 0),
  'list.max()': (list: unknown[]) => extreme(list, 'max', (difference) => difference > 0),
  'list.indexOf(any)': (list: unknown[], wanted: unknown) => list.findIndex((item) => equals(read(item), wanted)),
  'list.lastIndexOf(any)': (list: unknown[], wanted: unknown) => list.findLastIndex((item) => equals(read(item), wanted)),
  'list.sort()': (list: unknown[]) => elementsOf(list).sort(compare),
  'list.distinct()': (list: unknown[]) => elementsOf(list).filter((item, index, all) => all.findIndex((other) => equals(other, item)) === index),
  'list.reverse()': (list: unknown[]) => list.toReversed(),
  'list.flatten()': (list: unknown[]) => list.flat(),
  'list.flatten(int)': (list: unknown[], depth: bigint) => list.flat(Number(depth)),
  'list.slice(int, int)': (list: unknown[], from: bigint, to: bigint) => slice(list, Number(from), Number(to)),
} satisfies Functions;

function slice(list: readonly unknown[], from: number, to: number): unknown[] {
  if (from < 0 || to < from || to > list.length) {
    throw new CelError(`cannot slice(${from}, ${to}), list is length ${list.length}`);
  }
  return list.slice(from, to);
}

function extreme(list: readonly unknown[], name: string, isBetter: (difference: number) => boolean): unknown {
  const [first, ...others] = elementsOf(list);
  if (first === undefined) {
    throw new CelError(`${name} called on empty list`);
  }
  return others.reduce((best, item) => (isBetter(compare(item, best)) ? item : best), first);
}
