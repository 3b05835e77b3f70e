import { Quantity } from '../quantity.ts';
import type { Functions } from './function.ts';

export const quantities = {
  'isQuantity(string)': (text: string) => Quantity.isOne(text),
  'quantity(string)': (text: string) => Quantity.parse(text),
  'Quantity.sign()': ({ nanos }: Quantity) => (nanos === 0n ? 0 : nanos < 0n ? -1 : 1),
  'Quantity.isInteger()': (quantity: Quantity) => quantity.isInteger,
  'Quantity.asInteger()': (quantity: Quantity) => quantity.asInteger(),
  'Quantity.asApproximateFloat()': (quantity: Quantity) => quantity.asDouble(),
  'Quantity.add(Quantity)': ({ nanos }: Quantity, other: Quantity) => new Quantity(nanos + other.nanos),
  'Quantity.add(int)': ({ nanos }: Quantity, other: bigint) => new Quantity(nanos + Quantity.ofInt(other).nanos),
  'Quantity.sub(Quantity)': ({ nanos }: Quantity, other: Quantity) => new Quantity(nanos - other.nanos),
  'Quantity.sub(int)': ({ nanos }: Quantity, other: bigint) => new Quantity(nanos - Quantity.ofInt(other).nanos),
  'Quantity.isLessThan(Quantity)': (quantity: Quantity, other: Quantity) => quantity.compareWith(other) < 0,
  'Quantity.isGreaterThan(Quantity)': (quantity: Quantity, other: Quantity) => quantity.compareWith(other) > 0,
  'Quantity.compareTo(Quantity)': (quantity: Quantity, other: Quantity) => quantity.compareWith(other),
} satisfies Functions;
