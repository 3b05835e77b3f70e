/** What checks have measured over time. A Canary's status has only the last values, so whoever plots them keeps them. */
import type { Canary, CheckStatus } from '../../shared/api/canary.ts';
import type { Point, Series } from './page/shown.ts';

const longest = 300;

/** The series of one canary with what its status brings; a new rollout begins new ones. Pure. */
export function withMeasurements(before: Measured | undefined, { status = {} }: Canary): Measured {
  const isSame = before !== undefined && before.rollout === status.startedAt;
  const series = isSame ? before.series : [];
  const checks = status.checks ?? [];
  const others = series.filter(({ name }) => !checks.some((check) => check.name === name));
  return { rollout: status.startedAt, series: [...checks.map((check) => withCheck(series.find(({ name }) => name === check.name), check)), ...others] };
}

export interface Measured {
  /** When it began. */
  readonly rollout: string | undefined;
  readonly series: readonly Series[];
}

function withCheck(before: Series | undefined, { name, unit = '', min, max, value, verdict, at }: CheckStatus): Series {
  const points = before?.points ?? [];
  const isNew = value !== undefined && at !== undefined && points.at(-1)?.at !== at;
  return { name, unit, min, max, points: isNew ? [...points, { at, value, verdict } satisfies Point].slice(-longest) : points };
}
