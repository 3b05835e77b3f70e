const secondsPer = { ms: 0.001, s: 1, m: 60, h: 3600 } as const;

/**
 * Seconds of a duration as Flagger and Prometheus write them: `10s`, `1m`, `1m30s`, `500ms`, `1h`.
 * @throws RangeError where it is none.
 */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) {
    throw new RangeError(`"${text}" is no duration: write a number and s, m or h, such as 30s`);
  }
  let seconds = 0;
  for (const [, number, unit] of parts) {
    seconds += Number(number) * secondsPer[unit as keyof typeof secondsPer];
  }
  return seconds;
}

/** The shortest text for so many seconds: 90 is `1m30s`, 0.5 is `500ms`. */
export function formatDuration(seconds: number): string {
  if (seconds < 1) {
    return `${Math.round(seconds * 1000)}ms`;
  }
  const whole = Math.round(seconds);
  const parts: [number, string][] = [[Math.floor(whole / 3600), 'h'], [Math.floor((whole % 3600) / 60), 'm'], [whole % 60, 's']];
  return parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`).join('') || '0s';
}
