const units: readonly (readonly [seconds: number, unit: string, smaller: readonly [number, string] | undefined])[] = [
  [86_400, 'd', [3600, 'h']], [3600, 'h', [60, 'm']], [60, 'm', [1, 's']], [1, 's', undefined],
];

/** How long ago that was, as kubectl writes ages: `42s`, `5m10s`, `3h`, `12d`. */
export function formatAge(then: Date | undefined, now: Date): string {
  if (then === undefined || Number.isNaN(then.getTime())) {
    return '<none>';
  }
  const seconds = Math.max(0, Math.floor((now.getTime() - then.getTime()) / 1000));
  const [length, unit, smaller] = units.find(([each]) => seconds >= each) ?? units.at(-1)!;
  const whole = Math.floor(seconds / length);
  const rest = smaller === undefined || whole >= 10 ? 0 : Math.floor((seconds % length) / smaller[0]);
  return `${whole}${unit}${rest === 0 ? '' : `${rest}${smaller?.[1]}`}`;
}
