import type { Canary } from '../api/canary.ts';

/** One entry of `spec.analysis.metrics`. */
export type MetricCheck = NonNullable<Canary['spec']['analysis']['metrics']>[number];

/** What a value must keep to; bounds are allowed themselves. */
export interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/**
 * The limits of a check, or undefined where it has none. `threshold` is Flagger's older field: the least success rate, and the most of
 * everything else. None is not zero: a check without limits would fail on any value, or on none.
 */
export function limitsOf({ name, threshold, thresholdRange }: MetricCheck): Limits | undefined {
  const { min, max } = thresholdRange ?? {};
  if (min !== undefined || max !== undefined) {
    return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  }
  if (threshold === undefined) {
    return undefined;
  }
  return name === 'request-success-rate' ? { min: threshold } : { max: threshold };
}
