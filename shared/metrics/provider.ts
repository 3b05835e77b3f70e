/**
 * The contract of a metric provider: one member per place where numbers come from, in `providers/`.
 * "Could not find out" is an answer of its own kind, never a failed check and never a zero.
 */
import type { BuiltinCheck } from './builtin.ts';
import type { Kube } from '../kube/kube.ts';
import type { Http } from '../kube/service-proxy.ts';
import type { ObservedWorkload, Observer, PodsByLabel } from './observer.ts';

/** What is to be measured: a built-in check, seen by an observer, or a query of the user's, already substituted. */
export type Question = BuiltinQuestion | QueryQuestion;

export interface BuiltinQuestion {
  readonly kind: 'builtin';
  readonly check: BuiltinCheck;
  readonly observer: Observer;
  readonly workload: ObservedWorkload;
  readonly intervalSeconds: number;
  /** The pods that the Canary names for scraping, in place of the observer's. */
  readonly pods?: PodsByLabel;
}

export interface QueryQuestion {
  readonly kind: 'query';
  readonly name: string;
  readonly query: string;
  readonly intervalSeconds: number;
}

/** Where to ask. */
export interface Source {
  /** Empty for providers that need none. */
  readonly address: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** The data of the secret named in `secretRef`, decoded. Never shown. */
  readonly secret: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly insecureSkipVerify: boolean;
}

export interface MeasureContext {
  readonly kube: Kube;
  /** HTTP to anywhere: in-cluster addresses go through the API server's service proxy where they do not resolve. Throws Unreachable. */
  readonly fetch: Http;
  /** What the provider returned as `memo` the last time it measured this check; undefined at first. */
  readonly memo: string | undefined;
}

export type Measurement =
  /** Percent for request-success-rate, milliseconds for request-duration, else as the query says. */
  | { readonly kind: 'value'; readonly value: number; readonly memo?: string }
  /**
   * `reason` is one line for people, with the query's text where that helps. `noValues`: the source answered, but has no number: most
   * likely there was no traffic.
   */
  | { readonly kind: 'unknown'; readonly reason: string; readonly noValues?: true; readonly memo?: string };

export interface MetricProvider {
  /** As written in `provider.type` of a MetricTemplate or `spec.metricsServer`'s kind. */
  readonly name: string;
  readonly answers: readonly Question['kind'][];
  /** True where a check compares two readings, so that one is taken when the traffic starts. */
  readonly needsBaseline: boolean;
  /** Throws Unreachable or ApiError where the source (or the API server) did not answer: whoever calls makes an unknown of it. */
  measure(question: Question, source: Source, context: MeasureContext): Promise<Measurement>;
}
