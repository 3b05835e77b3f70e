const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** From a length on: in which unit it is said, and from which smaller one the rest is added. */
const scales: readonly { readonly below: number; readonly unit: readonly [number, string]; readonly rest?: readonly [number, string] }[] = [
  { below: 2 * minute, unit: [second, 's'] },
  { below: 10 * minute, unit: [minute, 'm'], rest: [second, 's'] },
  { below: 3 * hour, unit: [minute, 'm'] },
  { below: 8 * hour, unit: [hour, 'h'], rest: [minute, 'm'] },
  { below: 2 * day, unit: [hour, 'h'] },
  { below: 8 * day, unit: [day, 'd'], rest: [hour, 'h'] },
  { below: 2 * year, unit: [day, 'd'] },
  { below: 8 * year, unit: [year, 'y'], rest: [day, 'd'] },
  { below: Infinity, unit: [year, 'y'] },
];

/** So many milliseconds in two or three digits, as kubectl shows ages: `5s`, `119s`, `2m30s`, `3h`, `4d2h`. Two seconds in the future are still now. */
export function humanDuration(milliseconds: number): string {
  if (milliseconds <= -2 * second) {
    return '<invalid>';
  }
  const length = Math.max(0, milliseconds);
  const { unit: [unit, letter], rest } = scales.find(({ below }) => length < below)!;
  const whole = `${Math.floor(length / unit)}${letter}`;
  const remainder = rest === undefined ? 0 : Math.floor((length % unit) / rest[0]);
  return remainder === 0 ? whole : `${whole}${remainder}${rest![1]}`;
}

/** How long ago a time of an object is. */
export function ageOf(time: string | null | undefined, now: Date): string {
  return time === undefined || time === null || time === '' ? '<unknown>' : humanDuration(now.getTime() - new Date(time).getTime());
}
