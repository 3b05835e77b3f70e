/** Points and spans of time, to the nanosecond. */
import { CelError } from './cel-error.ts';
import { signOf } from './equality.ts';
import { Special } from './values.ts';

const perSecond = 1_000_000_000n;
const units: Record<string, bigint> = { ns: 1n, us: 1000n, 'µs': 1000n, 'μs': 1000n, ms: 1_000_000n, s: perSecond, m: 60n * perSecond, h: 3600n * perSecond };

export class Duration extends Special {
  readonly kind = 'Duration';
  readonly nanoseconds: bigint;

  constructor(nanoseconds: bigint) {
    super();
    this.nanoseconds = nanoseconds;
  }

  /** Reads Go's notation, as `1h30m` or `-1.5s`. @throws CelError */
  static parse(text: string): Duration {
    const [, sign, rest = ''] = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(text) ?? [];
    if (sign === undefined) {
      throw new CelError("type conversion error from 'string' to 'google.protobuf.Duration'");
    }
    const parts = [...rest.matchAll(/([\d.]+)(\D+)/g)].map(([, amount = '', unit = '']) => spanOf(amount, units[unit]!));
    const total = parts.reduce((sum, part) => sum + part, 0n);
    return new Duration(sign === '-' ? -total : total);
  }

  equals(other: Special): boolean {
    return this.compareWith(other) === 0;
  }

  compareWith(other: Special): number {
    return signOf(this.nanoseconds, (other as Duration).nanoseconds);
  }

  /** In seconds, as `90s` or `0.5s`. */
  toJson(): string {
    const size = this.nanoseconds < 0n ? -this.nanoseconds : this.nanoseconds;
    return `${this.nanoseconds < 0n ? '-' : ''}${size / perSecond}${fractionOf(size % perSecond)}s`;
  }
}

function spanOf(amount: string, unit: bigint): bigint {
  const [whole = '', fraction = ''] = amount.split('.');
  return BigInt(whole || '0') * unit + (BigInt(fraction || '0') * unit) / 10n ** BigInt(fraction.length);
}

export class Timestamp extends Special {
  readonly kind = 'Timestamp';
  /** Since 1970. */
  readonly nanoseconds: bigint;

  /** @throws CelError outside of the years 1 to 9999. */
  constructor(nanoseconds: bigint) {
    super();
    if (nanoseconds < -62_135_596_800n * perSecond || nanoseconds >= 253_402_300_800n * perSecond) {
      throw new CelError('timestamp overflow');
    }
    this.nanoseconds = nanoseconds;
  }

  /** Reads RFC 3339. @throws CelError */
  static parse(text: string): Timestamp {
    const [, second, fraction = '', zone = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
    const milliseconds = Date.parse(`${second}${zone}`);
    if (second === undefined || Number.isNaN(milliseconds) || !isDay(second)) {
      throw new CelError("type conversion error from 'string' to 'google.protobuf.Timestamp'");
    }
    return new Timestamp(BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0')));
  }

  get date(): Date {
    return new Date(Number(floorDivide(this.nanoseconds, 1_000_000n)));
  }

  equals(other: Special): boolean {
    return this.compareWith(other) === 0;
  }

  compareWith(other: Special): number {
    return signOf(this.nanoseconds, (other as Timestamp).nanoseconds);
  }

  toJson(): string {
    const fraction = this.nanoseconds - floorDivide(this.nanoseconds, perSecond) * perSecond;
    return `${this.date.toISOString().slice(0, 19)}${fractionOf(fraction)}Z`;
  }
}

/** Date.parse takes the 31st of June for the first of July. */
function isDay(second: string): boolean {
  return new Date(`${second.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(second.slice(0, 10));
}

function fractionOf(nanoseconds: bigint): string {
  return nanoseconds === 0n ? '' : `.${String(nanoseconds).padStart(9, '0').replace(/0+$/, '')}`;
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}
