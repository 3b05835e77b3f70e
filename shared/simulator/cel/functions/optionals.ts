import { isMap, keysOf } from '../maps.ts';
import { Optional } from '../optional.ts';
import { kindOf, numberOf } from '../values.ts';
import type { Functions } from './function.ts';

/** `or`, `orValue`, `optMap` and `optFlatMap` are macros: they need not evaluate what is in them. */
export const optionals = {
  'optional.none()': () => Optional.none,
  'optional.of(any)': (value: unknown) => new Optional(value),
  'optional.ofNonZeroValue(any)': (value: unknown) => (isZero(value) ? Optional.none : new Optional(value)),
  'Optional.hasValue()': ({ hasValue }: Optional) => hasValue,
  'Optional.value()': (optional: Optional) => optional.value,
} satisfies Functions;

function isZero(value: unknown): boolean {
  const number = numberOf(value);
  if (number !== undefined) {
    return Number(number) === 0;
  }
  if (isMap(value)) {
    return keysOf(value).length === 0;
  }
  return value === null || value === false || value === '' || (['list', 'bytes'].includes(kindOf(value)) && (value as ArrayLike<unknown>).length === 0);
}
