/**
 * Measurement and limits -> verdict, and the line that says so. Pure. The lines of checks that did not pass are Flagger's, as people
 * search their logs for them.
 */
import type { Canary, Metric } from '../api/canary.ts';
import { namespaceOf } from '../api/namespace-of.ts';
import { builtinOf } from './builtin.ts';
import type { BuiltinCheck } from './builtin.ts';
import { limitsOf } from './limits.ts';
import type { Limits } from './limits.ts';
import { unitOf } from './observer.ts';
import type { Measurement } from './provider.ts';

export interface Judgement {
  readonly name: string;
  readonly verdict: 'passed' | 'failed' | 'unknown';
  /** One line. */
  readonly message: string;
  readonly value?: number;
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
}

export interface JudgeInput {
  readonly canary: Canary;
  readonly check: Metric;
  readonly measurement: Measurement;
}

/** Judges one check. */
export function judge(input: JudgeInput): Judgement {
  const { check, measurement } = input;
  const kind = builtinOf(check);
  const limits = limitsOf(check);
  const common = { name: check.name, ...(kind === undefined ? {} : { unit: unitOf[kind] }), ...limits };
  if (measurement.kind === 'unknown') {
    return { ...common, verdict: 'unknown', message: unknownMessage(input, measurement) };
  }
  const value = kind === 'request-duration' ? Math.trunc(measurement.value) : measurement.value;
  if (!Number.isFinite(value)) {
    return { ...common, verdict: 'unknown', message: unknownMessage(input, { reason: `the value is ${value}`, noValues: true }) };
  }
  if (limits === undefined) {
    return { ...common, value, verdict: 'unknown', message: `${wordsOf(check)} ${valueText(kind, value)} is judged by nothing: set thresholdRange of metric ${check.name}` };
  }
  const broken = brokenLimit(value, limits);
  return broken === undefined
    ? { ...common, value, verdict: 'passed', message: `${wordsOf(check)} ${valueText(kind, value)}${withinText(kind, limits)}` }
    : { ...common, value, verdict: 'failed', message: `Halt ${nameOf(input.canary)} advancement ${wordsOf(check)} ${valueText(kind, value)} ${broken.sign} ${limitText(kind, broken.limit)}` };
}

function brokenLimit(value: number, { min, max }: Limits): { sign: '<' | '>'; limit: number } | undefined {
  if (min !== undefined && value < min) {
    return { sign: '<', limit: min };
  }
  return max !== undefined && value > max ? { sign: '>', limit: max } : undefined;
}

function unknownMessage({ canary, check }: JudgeInput, { reason, noValues }: { reason: string; noValues?: true }): string {
  const { provider = 'kubernetes', metricsServer, targetRef } = canary.spec;
  if (noValues !== true) {
    return `${queryWords({ check, metricsServer })}: ${reason}`;
  }
  if (builtinOf(check) !== undefined) {
    return `Halt advancement no values found for ${provider} metric ${check.name} probably ${targetRef.name}.${namespaceOf(canary)} is not receiving traffic: ${reason}`;
  }
  return `Halt advancement no values found for ${check.templateRef === undefined ? 'metric' : 'custom metric'}: ${check.name}: ${reason}`;
}

function queryWords({ check, metricsServer }: { check: Metric; metricsServer: string | undefined }): string {
  if (builtinOf(check) !== undefined) {
    return metricsServer === undefined ? `${check.name} could not be measured` : 'Prometheus query failed';
  }
  const isInline = check.templateRef === undefined && check.query !== undefined;
  return `${isInline ? 'Prometheus' : 'Metric'} query failed for ${check.name}`;
}

function nameOf(canary: Canary): string {
  return `${canary.metadata.name}.${namespaceOf(canary)}`;
}

const words: Record<BuiltinCheck, string> = { 'request-success-rate': 'success rate', 'request-duration': 'request duration' };

function wordsOf(check: Metric): string {
  const kind = builtinOf(check);
  return kind === undefined ? check.name : words[kind];
}

function valueText(kind: BuiltinCheck | undefined, value: number): string {
  return kind === 'request-duration' ? milliseconds(value) : `${value.toFixed(2)}${kind === undefined ? '' : '%'}`;
}

function limitText(kind: BuiltinCheck | undefined, limit: number): string {
  return kind === 'request-duration' ? milliseconds(limit) : `${limit}${kind === undefined ? '' : '%'}`;
}

function withinText(kind: BuiltinCheck | undefined, { min, max }: Limits): string {
  const parts = [...(min === undefined ? [] : [` >= ${limitText(kind, min)}`]), ...(max === undefined ? [] : [` <= ${limitText(kind, max)}`])];
  return parts.join(' and');
}

/** As Go writes a duration: `500ms`, `1.515s`, `1m30.5s`. */
function milliseconds(value: number): string {
  if (Math.abs(value) < 1000) {
    return value === 0 ? '0s' : `${value}ms`;
  }
  const minutes = Math.trunc(value / 60_000);
  const seconds = (value - minutes * 60_000) / 1000;
  return `${minutes === 0 ? '' : `${minutes}m`}${Number(seconds.toFixed(3))}s`;
}
