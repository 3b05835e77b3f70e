/**
 * The contract of an observer: what a data plane counts about the requests of one workload, and under which names. One member per
 * data plane, in `observers/`. From it the prometheus provider writes PromQL and the scrape provider reads /metrics.
 */
import type { BuiltinCheck } from './builtin.ts';

/** The names an observer may select by. In our topology the new version's pods are those of `<target>-canary`. */
export interface ObservedWorkload {
  readonly namespace: string;
  /** The Canary's name: our label on the pods under test has it as value. */
  readonly canaryName: string;
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
   * Further matchers for PromQL alone, on labels that Prometheus adds by the pod it reads from (namespace, pod name). `scrape` picks
   * the pods itself, and their own /metrics do not have such labels.
   */
  targetMatchers(workload: ObservedWorkload): readonly Matcher[];
  /** The pods that expose these on /metrics, for `scrape`; the Canary's annotation `metrics-pods` goes before it. */
  pods(workload: ObservedWorkload): PodsByLabel;
  /** Where /metrics is, unless the pod's annotation `prometheus.io/port` says so; undefined: the first port of the pod. */
  readonly defaultPort: number | undefined;
}

/** Pods of a data plane: the first of these label selectors that finds any, as installations differ. */
export interface PodsByLabel {
  /** Undefined: wherever in the cluster they are. */
  readonly namespace: string | undefined;
  readonly labelSelectors: readonly string[];
}

/** The unit a check is told in. */
export const unitOf: Record<BuiltinCheck, string> = { 'request-success-rate': '%', 'request-duration': 'ms' };

/** A name as it stands in a regular expression, of RE2 as of JavaScript. */
export function literally(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
