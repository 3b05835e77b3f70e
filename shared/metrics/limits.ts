import type { Metric } from '../api/canary.ts';
import { builtinOf } from './builtin.ts';

/** What a value must keep to; bounds are allowed themselves. */
export interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/**
 * The limits of a check, or undefined where it has none. `threshold` is Flagger's older field: the least success rate, and the most of
 * everything else. None is not zero: a check without limits would fail on any value, or on none.
 */
export function limitsOf(metric: Metric): Limits | undefined {
  const { threshold, thresholdRange } = metric;
  const { min, max } = thresholdRange ?? {};
  if (min !== undefined || max !== undefined) {
    return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  }
  if (threshold === undefined) {
    return undefined;
  }
  return builtinOf(metric) === 'request-success-rate' ? { min: threshold } : { max: threshold };
}
