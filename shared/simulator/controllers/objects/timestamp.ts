/** A time as objects carry it: RFC 3339 in UTC, whole seconds. */
export function timestamp(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Milliseconds since 1970 of a time in an object; undefined where it has none. */
export function millisecondsOf(time: string | null | undefined): number | undefined {
  return time === undefined || time === null ? undefined : new Date(time).getTime();
}
