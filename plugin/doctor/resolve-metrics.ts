import type { Metric } from '../../shared/api/canary.ts';
import { resolveCheck } from '../../shared/metrics/resolve-check.ts';
import type { ResolvedCheck } from '../../shared/metrics/resolve-check.ts';
import type { CanaryContext } from './check.ts';

/** A metric of a Canary with whom it asks, or what keeps that from being told. */
export type ResolvedMetric = { readonly metric: Metric } & ({ readonly check: ResolvedCheck } | { readonly failure: unknown });

/** All metrics of a Canary, in their order. */
export async function resolveMetrics({ kube, canary }: CanaryContext): Promise<ResolvedMetric[]> {
  return await Promise.all((canary.spec.analysis.metrics ?? []).map(async (metric): Promise<ResolvedMetric> => {
    try {
      return { metric, check: await resolveCheck(kube, canary, metric) };
    } catch (failure) {
      return { metric, failure };
    }
  }));
}

/** An address without what may be secret in it: user, password, query. */
export function shownAddress(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address;
}
