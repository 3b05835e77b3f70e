/** Times and numbers as a person reads them. Pure. */

const units: readonly (readonly [seconds: number, unit: string])[] = [[86_400, 'd'], [3600, 'h'], [60, 'm'], [1, 's']];

/** `42s`, `5m`, `3h`, `12d`: the largest unit alone. */
export function span(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [length, unit] = units.find(([each]) => whole >= each) ?? [1, 's'];
  return `${Math.floor(whole / length)}${unit}`;
}

/** How long ago a time was. */
export function ago(at: string | undefined, now: number): string {
  return at === undefined ? '' : `${span((now - Date.parse(at)) / 1000)} ago`;
}

/** The time of day here. */
export function timeOfDay(at: string | number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
}

/** At most two decimals, and no more than are there. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
