import type { CheckStatus } from '../api/canary.ts';
import { measureCheck, needsBaseline } from '../metrics/measure-check.ts';
import type { StepContext } from './steps/step.ts';

/** First readings of the checks that compare two: taken just before the first request reaches the canary. */
export async function takeBaseline({ kube, canary, http, now }: Pick<StepContext, 'kube' | 'canary' | 'http' | 'now'>): Promise<CheckStatus[] | undefined> {
  const checks = (canary.spec.analysis.metrics ?? []).filter((check) => needsBaseline(canary, check));
  if (checks.length === 0) {
    return undefined;
  }
  return await Promise.all(checks.map(async (check): Promise<CheckStatus> => {
    const { memo } = await measureCheck(canary, check, { kube, fetch: http, memo: undefined });
    return { name: check.name, verdict: 'unknown', message: 'the first reading is taken', at: now().toISOString(), failures: 0, ...(memo === undefined ? {} : { memo }) };
  }));
}
