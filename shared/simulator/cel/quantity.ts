import { CelError } from './cel-error.ts';
import { signOf } from './equality.ts';
import { Double, Special } from './values.ts';

const perUnit = 1_000_000_000n;
const decimal: Record<string, number> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const notation = /^([-+]?)(\d+\.?\d*|\.\d+)(?:([eE][-+]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

/** An amount of a resource, as `500m` or `1.5Gi`. */
export class Quantity extends Special {
  readonly kind = 'Quantity';
  /** In billionths. */
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    super();
    this.nanos = nanos;
  }

  static isOne(text: string): boolean {
    return notation.test(text);
  }

  static ofInt(value: bigint): Quantity {
    return new Quantity(value * perUnit);
  }

  /** @throws CelError */
  static parse(text: string): Quantity {
    const [, sign, amount = '', exponent, suffix = ''] = notation.exec(text) ?? [];
    if (sign === undefined) {
      throw new CelError("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    }
    const [whole = '', fraction = ''] = amount.split('.');
    const digits = BigInt(`${whole}${fraction}` || '0');
    const power = (exponent === undefined ? decimal[suffix] ?? 0 : Number(exponent.slice(1))) + 9 - fraction.length;
    const times = binary.includes(suffix) ? 1024n ** BigInt(binary.indexOf(suffix) + 1) : 1n;
    const nanos = power >= 0 ? digits * times * 10n ** BigInt(power) : roundUp(digits * times, 10n ** BigInt(-power));
    return new Quantity(sign === '-' ? -nanos : nanos);
  }

  get isInteger(): boolean {
    const value = this.nanos / perUnit;
    return this.nanos % perUnit === 0n && BigInt.asIntN(64, value) === value;
  }

  /** @throws CelError where it is none. */
  asInteger(): bigint {
    if (!this.isInteger) {
      throw new CelError('cannot convert value to integer');
    }
    return this.nanos / perUnit;
  }

  asDouble(): Double {
    return new Double(Number(this.nanos) / Number(perUnit));
  }

  equals(other: Special): boolean {
    return this.compareWith(other) === 0;
  }

  compareWith(other: Special): number {
    return signOf(this.nanos, (other as Quantity).nanos);
  }

  toJson(): number {
    return this.asDouble().value;
  }
}

function roundUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}
