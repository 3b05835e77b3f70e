import { CelError } from '../cel-error.ts';
import { int64 } from '../operators.ts';
import { Duration, Timestamp } from '../times.ts';
import { Double, kindOf, Type, Uint } from '../values.ts';
import type { Functions } from './function.ts';

export const conversions = {
  'dyn(any)': (value: unknown) => value,
  'type(any)': (value: unknown) => new Type(titles[kindOf(value)] ?? kindOf(value)),
  'bool(bool)': (value: boolean) => value,
  'bool(string)': boolOf,
  'int(int)': (value: bigint) => value,
  'int(uint)': ({ value }: Uint) => int64(value),
  'int(double)': ({ value }: Double) => int64(integerOf(value)),
  'int(string)': intOf,
  'int(Timestamp)': ({ date }: Timestamp) => Math.floor(date.getTime() / 1000),
  'uint(uint)': (value: Uint) => value,
  'uint(int)': (value: bigint) => new Uint(value),
  'uint(double)': ({ value }: Double) => new Uint(integerOf(value)),
  'uint(string)': (text: string) => new Uint(intOf(text)),
  'double(double)': (value: Double) => value,
  'double(int)': (value: bigint) => new Double(Number(value)),
  'double(uint)': ({ value }: Uint) => new Double(Number(value)),
  'double(string)': doubleOf,
  'string(string)': (text: string) => text,
  'string(bool)': String,
  'string(int)': String,
  'string(uint)': ({ value }: Uint) => String(value),
  'string(double)': ({ value }: Double) => formatDouble(value),
  'string(bytes)': textOf,
  'string(Timestamp)': (time: Timestamp) => time.toJson(),
  'string(Duration)': (span: Duration) => span.toJson(),
  'bytes(bytes)': (bytes: Uint8Array) => bytes,
  'bytes(string)': (text: string) => new TextEncoder().encode(text),
  'timestamp(Timestamp)': (time: Timestamp) => time,
  'timestamp(string)': (text: string) => Timestamp.parse(text),
  'timestamp(int)': (seconds: bigint) => new Timestamp(seconds * 1_000_000_000n),
  'duration(Duration)': (span: Duration) => span,
  'duration(string)': (text: string) => Duration.parse(text),
} satisfies Functions;

const titles: Partial<Record<string, string>> = {
  null: 'null_type', Timestamp: 'google.protobuf.Timestamp', Duration: 'google.protobuf.Duration', Optional: 'optional_type', URL: 'kubernetes.URL', Quantity: 'kubernetes.Quantity', IP: 'net.IP', CIDR: 'net.CIDR',
};

/** A double as Go writes it with the fewest digits. */
export function formatDouble(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  }
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) {
    return Object.is(value, -0) ? '-0' : String(value);
  }
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function boolOf(text: string): boolean {
  const isTrue = ['1', 't', 'true', 'TRUE', 'True'].includes(text);
  if (!isTrue && !['0', 'f', 'false', 'FALSE', 'False'].includes(text)) {
    throw notConverted('bool');
  }
  return isTrue;
}

function intOf(text: string): bigint {
  if (!/^[-+]?\d+$/.test(text)) {
    throw notConverted('int');
  }
  return int64(BigInt(text.replace(/^\+/, '')));
}

function integerOf(value: number): bigint {
  if (!Number.isFinite(value)) {
    throw new CelError('integer overflow');
  }
  return BigInt(Math.trunc(value));
}

function doubleOf(text: string): Double {
  const special = /^([-+]?)(inf|infinity|nan)$/i.exec(text);
  if (special !== null) {
    return new Double(special[2]!.toLowerCase() === 'nan' ? Number.NaN : special[1] === '-' ? -Infinity : Infinity);
  }
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) {
    throw notConverted('double');
  }
  return new Double(Number(text));
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CelError('invalid UTF-8 in bytes, cannot convert to string');
  }
}

function notConverted(type: string): CelError {
  return new CelError(`type conversion error from 'string' to '${type}'`);
}
