import type { Metric } from '../api/canary.ts';

/** The checks that need no query. */
export const builtinChecks = ['request-success-rate', 'request-duration'] as const;
export type BuiltinCheck = (typeof builtinChecks)[number];

/** The built-in check that a metric is; one that brings a query or a template is none, whatever its name. */
export function builtinOf({ name, query, templateRef }: Metric): BuiltinCheck | undefined {
  return query === undefined && templateRef === undefined ? builtinChecks.find((check) => check === name) : undefined;
}
