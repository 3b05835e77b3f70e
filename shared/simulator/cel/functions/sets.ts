import { contains } from '../equality.ts';
import { elementsOf } from '../values.ts';
import type { Functions } from './function.ts';

export const sets = {
  'sets.contains(list, list)': hasAll,
  'sets.equivalent(list, list)': (one: unknown[], other: unknown[]) => hasAll(one, other) && hasAll(other, one),
  'sets.intersects(list, list)': (one: unknown[], other: unknown[]) => elementsOf(other).some((item) => contains(one, item)),
} satisfies Functions;

function hasAll(list: readonly unknown[], wanted: readonly unknown[]): boolean {
  return elementsOf(wanted).every((item) => contains(list, item));
}
