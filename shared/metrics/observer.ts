/**
 * The contract of an observer: what a data plane counts about the requests of one workload, and under which names. One member per
 * data plane, in `observers/`. From it the prometheus provider writes PromQL and the scrape provider reads /metrics.
 */
import type { BuiltinCheck } from './provider.ts';

/** The names an observer may select by. In our topology the new version's pods are those of `<target>-canary`. */
export interface ObservedWorkload {
  readonly namespace: string;
  /** targetRef.name */
  readonly target: string;
  /** The Deployment under test, `<target>-canary`. */
  readonly canaryWorkload: string;
  /** spec.service.name or the target's. */
  readonly service: string;
  readonly canaryService: string;
  readonly port: number;
  readonly ingress: string;
}

/** A label matcher as in PromQL: `code!~"5.."`. Regular expressions are anchored at both ends. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

export interface Observer {
  /** The provider (router) whose data plane this is. */
  readonly name: string;
  /** Requests: a counter, and which of its series are not errors. */
  readonly requests: { readonly metric: string; matchers(workload: ObservedWorkload): readonly Matcher[]; readonly success: Matcher };
  /** Duration: a classic histogram (`<metric>_bucket` with `le`), and what one unit of it is in milliseconds. */
  readonly duration: { readonly metric: string; matchers(workload: ObservedWorkload): readonly Matcher[]; readonly millisecondsPerUnit: number };
  /**
   * The pods that expose these on /metrics for `scrape`. `label` and `namespace` may be overridden by the Canary's annotations where
   * the data plane is installed differently.
   */
  readonly pods: { find(workload: ObservedWorkload): { readonly namespace: string | undefined; readonly labelSelector: string }; readonly defaultPort: number };
}

/** The unit a check is told in. */
export const unitOf: Record<BuiltinCheck, string> = { 'request-success-rate': '%', 'request-duration': 'ms' };
