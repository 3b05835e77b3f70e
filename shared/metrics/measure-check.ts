import type { Canary, Metric } from '../api/canary.ts';
import { Failure, describeFailure } from '../errors.ts';
import { ApiError, Unreachable } from '../kube/kube.ts';
import { builtinOf } from './builtin.ts';
import type { MeasureContext, Measurement } from './provider.ts';
import { builtinProvider, resolveCheck } from './resolve-check.ts';

/**
 * Measures one check of a Canary. What keeps it from being measured (no such template, no answer, no rights) is an unknown measurement
 * that says so; the reading that the next one is compared with is kept then.
 */
export async function measureCheck(canary: Canary, check: Metric, context: MeasureContext): Promise<Measurement> {
  try {
    const { provider, question, source } = await resolveCheck(context.kube, canary, check);
    return await provider.measure(question, source, context);
  } catch (error) {
    if (error instanceof Failure || error instanceof Unreachable || error instanceof ApiError || error instanceof RangeError) {
      return { kind: 'unknown', reason: describeFailure(error), ...(context.memo === undefined ? {} : { memo: context.memo }) };
    }
    throw error;
  }
}

/** Whether a reading must be taken when the traffic starts, for the first one to be compared with. */
export function needsBaseline(canary: Canary, check: Metric): boolean {
  return builtinOf(check) !== undefined && builtinProvider(canary).needsBaseline;
}
