/** Arithmetic, order and membership. */
import { CelError, noSuchOverload } from './cel-error.ts';
import { compare, contains, equals } from './equality.ts';
import { Duration, Timestamp } from './times.ts';
import { assertBool, Double, kindOf, Uint } from './values.ts';

/** Applies an operator to values that are worked out. Those that may do without one of theirs (&&, ||, ?:) are not among them. @throws CelError */
export function operate(sign: string, left: unknown, right: unknown): unknown {
  switch (sign) {
    case '==':
      return equals(left, right);
    case '!=':
      return !equals(left, right);
    case 'in':
      return contains(right, left);
    case '<':
      return compare(left, right) < 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>':
      return compare(left, right) > 0;
    case '>=':
      return compare(left, right) >= 0;
    default:
      return calculate(sign, left, right);
  }
}

/** `!` and `-` before a value. @throws CelError */
export function negate(sign: string, value: unknown): unknown {
  if (sign === '!') {
    return !assertBool(value);
  }
  if (value instanceof Double) {
    return new Double(-value.value);
  }
  if (value instanceof Duration) {
    return new Duration(-value.nanoseconds);
  }
  if (typeof value === 'bigint') {
    return int64(-value);
  }
  throw noSuchOverload();
}

/** @throws CelError where it does not fit. */
export function int64(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) {
    throw new CelError('integer overflow');
  }
  return value;
}

function calculate(sign: string, left: unknown, right: unknown): unknown {
  const known = calculations[`${kindOf(left)} ${sign} ${kindOf(right)}`];
  if (known === undefined) {
    throw noSuchOverload();
  }
  return known(left as never, right as never);
}

const calculations: Record<string, (left: never, right: never) => unknown> = {
  'int + int': (left: bigint, right: bigint) => int64(left + right),
  'int - int': (left: bigint, right: bigint) => int64(left - right),
  'int * int': (left: bigint, right: bigint) => int64(left * right),
  'int / int': (left: bigint, right: bigint) => int64(divide(left, right)),
  'int % int': (left: bigint, right: bigint) => remainder(left, right),
  'uint + uint': (left: Uint, right: Uint) => new Uint(left.value + right.value),
  'uint - uint': (left: Uint, right: Uint) => new Uint(left.value - right.value),
  'uint * uint': (left: Uint, right: Uint) => new Uint(left.value * right.value),
  'uint / uint': (left: Uint, right: Uint) => new Uint(divide(left.value, right.value)),
  'uint % uint': (left: Uint, right: Uint) => new Uint(remainder(left.value, right.value)),
  'double + double': (left: Double, right: Double) => new Double(left.value + right.value),
  'double - double': (left: Double, right: Double) => new Double(left.value - right.value),
  'double * double': (left: Double, right: Double) => new Double(left.value * right.value),
  'double / double': (left: Double, right: Double) => new Double(left.value / right.value),
  'string + string': (left: string, right: string) => left + right,
  'bytes + bytes': (left: Uint8Array, right: Uint8Array) => Uint8Array.from([...left, ...right]),
  'list + list': (left: unknown[], right: unknown[]) => [...left, ...right],
  'Duration + Duration': (left: Duration, right: Duration) => new Duration(left.nanoseconds + right.nanoseconds),
  'Duration - Duration': (left: Duration, right: Duration) => new Duration(left.nanoseconds - right.nanoseconds),
  'Timestamp + Duration': (left: Timestamp, right: Duration) => new Timestamp(left.nanoseconds + right.nanoseconds),
  'Duration + Timestamp': (left: Duration, right: Timestamp) => new Timestamp(left.nanoseconds + right.nanoseconds),
  'Timestamp - Duration': (left: Timestamp, right: Duration) => new Timestamp(left.nanoseconds - right.nanoseconds),
  'Timestamp - Timestamp': (left: Timestamp, right: Timestamp) => new Duration(left.nanoseconds - right.nanoseconds),
};

function divide(left: bigint, right: bigint): bigint {
  if (right === 0n) {
    throw new CelError('division by zero');
  }
  return left / right;
}

function remainder(left: bigint, right: bigint): bigint {
  if (right === 0n) {
    throw new CelError('modulus by zero');
  }
  return left % right;
}
