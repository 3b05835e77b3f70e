/**
 * The values of CEL. JSON is taken as it is: strings, booleans, null, arrays and plain objects stand for themselves, and a plain number is an
 * int where it is integral. What JSON cannot say is an object of {@link Special}; ints are bigints once they are read.
 */
import { CelError, noSuchOverload } from './cel-error.ts';

/** A value that is not JSON. */
export abstract class Special {
  /** Its type, as signatures name it. */
  abstract readonly kind: string;
  /** What `value.name` is; most have nothing but functions. */
  field(_name: string): unknown {
    return undefined;
  }

  /** Asked only for values of the same kind. */
  abstract equals(other: Special): boolean;
  /** What leaves an expression in its place. */
  abstract toJson(): unknown;
}

export class Double extends Special {
  readonly kind = 'double';
  readonly value: number;

  constructor(value: number) {
    super();
    this.value = value;
  }

  equals(other: Special): boolean {
    return other instanceof Double && other.value === this.value;
  }

  toJson(): number {
    return this.value;
  }
}

export class Uint extends Special {
  readonly kind = 'uint';
  readonly value: bigint;

  /** @throws CelError where it does not fit into 64 bits. */
  constructor(value: bigint) {
    super();
    if (value < 0n || value >= 2n ** 64n) {
      throw new CelError('unsigned integer overflow');
    }
    this.value = value;
  }

  equals(other: Special): boolean {
    return other instanceof Uint && other.value === this.value;
  }

  toJson(): number {
    return Number(this.value);
  }
}

/** The type of a value, itself a value. */
export class Type extends Special {
  readonly kind = 'type';
  readonly title: string;

  constructor(title: string) {
    super();
    this.title = title;
  }

  equals(other: Special): boolean {
    return other instanceof Type && other.title === this.title;
  }

  toJson(): string {
    return this.title;
  }
}

/** The value of a variable or an element of a container: plain numbers get their type. @throws CelError for what is no value. */
export function read(raw: unknown): unknown {
  if (typeof raw === 'number') {
    return Number.isInteger(raw) ? BigInt(raw) : new Double(raw);
  }
  if (raw === undefined || typeof raw === 'function' || typeof raw === 'symbol') {
    throw new CelError('unsupported conversion to a CEL value');
  }
  return raw;
}

/** `int`, `string`, `map`, ...: as signatures of functions name it. */
export function kindOf(value: unknown): string {
  switch (typeof value) {
    case 'bigint':
      return 'int';
    case 'boolean':
      return 'bool';
    case 'string':
      return 'string';
    default:
      return kindOfObject(value);
  }
}

function kindOfObject(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (value instanceof Special) {
    return value.kind;
  }
  if (value instanceof Uint8Array) {
    return 'bytes';
  }
  return Array.isArray(value) ? 'list' : 'map';
}

/** The elements of a list. */
export function elementsOf(list: readonly unknown[]): unknown[] {
  return list.map(read);
}

/** The number, where it is one of any type. */
export function numberOf(value: unknown): bigint | number | undefined {
  return typeof value === 'bigint' ? value : value instanceof Uint || value instanceof Double ? value.value : undefined;
}

/** @throws CelError where it is none. */
export function assertBool(value: unknown): boolean {
  if (typeof value !== 'boolean') {
    throw noSuchOverload();
  }
  return value;
}
