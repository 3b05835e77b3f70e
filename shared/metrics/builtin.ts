import type { Metric } from '../api/canary.ts';
import { builtinChecks } from './provider.ts';
import type { BuiltinCheck } from './provider.ts';

/** The built-in check that a metric is; one that brings a query or a template is none, whatever its name. */
export function builtinOf({ name, query, templateRef }: Metric): BuiltinCheck | undefined {
  return query === undefined && templateRef === undefined ? builtinChecks.find((check) => check === name) : undefined;
}
