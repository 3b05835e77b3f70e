import { CelError } from '../cel-error.ts';
import type { Duration, Timestamp } from '../times.ts';
import type { Functions } from './function.ts';

/** By the wall in a time zone. */
interface WallTime {
  readonly year: number;
  /** From 0. */
  readonly month: number;
  /** From 1. */
  readonly day: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

export const times = {
  ...both('getFullYear', ({ year }) => year),
  ...both('getMonth', ({ month }) => month),
  ...both('getDate', ({ day }) => day),
  ...both('getDayOfMonth', ({ day }) => day - 1),
  ...both('getDayOfWeek', ({ year, month, day }) => new Date(Date.UTC(year, month, day)).getUTCDay()),
  ...both('getDayOfYear', ({ year, month, day }) => (Date.UTC(year, month, day) - Date.UTC(year, 0, 1)) / 86_400_000),
  ...both('getHours', ({ hours }) => hours),
  ...both('getMinutes', ({ minutes }) => minutes),
  ...both('getSeconds', ({ seconds }) => seconds),
  'Timestamp.getMilliseconds()': ({ date }: Timestamp) => date.getUTCMilliseconds(),
  'Timestamp.getMilliseconds(string)': ({ date }: Timestamp) => date.getUTCMilliseconds(),
  'Duration.getHours()': ({ nanoseconds }: Duration) => nanoseconds / 3_600_000_000_000n,
  'Duration.getMinutes()': ({ nanoseconds }: Duration) => nanoseconds / 60_000_000_000n,
  'Duration.getSeconds()': ({ nanoseconds }: Duration) => nanoseconds / 1_000_000_000n,
  'Duration.getMilliseconds()': ({ nanoseconds }: Duration) => nanoseconds / 1_000_000n,
} satisfies Functions;

function both(name: string, part: (time: WallTime) => number): Functions {
  return {
    [`Timestamp.${name}()`]: ({ date }: Timestamp) => part(wallTime(date)),
    [`Timestamp.${name}(string)`]: ({ date }: Timestamp, zone: string) => part(wallTime(shift(date, zone))),
  };
}

function wallTime(date: Date): WallTime {
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate(), hours: date.getUTCHours(), minutes: date.getUTCMinutes(), seconds: date.getUTCSeconds() };
}

/** The moment at which UTC's wall shows what the zone's shows at this one. `zone` is a name, as `Europe/Berlin`, or an offset, as `-01:30`. */
function shift(date: Date, zone: string): Date {
  const [, sign, hours, minutes] = /^([-+]?)(\d\d):(\d\d)$/.exec(zone) ?? [];
  if (hours !== undefined) {
    const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
    return new Date(date.getTime() + (sign === '-' ? -offset : offset));
  }
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(date);
    const numbers = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)])) as Record<string, number>;
    return new Date(Date.UTC(numbers['year']!, numbers['month']! - 1, numbers['day'], numbers['hour'], numbers['minute'], numbers['second']));
  } catch {
    throw new CelError(`unknown time zone ${zone}`);
  }
}
