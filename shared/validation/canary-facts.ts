import type { AlertProvider } from '../api/alert-provider.ts';
import type { Canary } from '../api/canary.ts';
import type { MetricTemplate } from '../api/metric-template.ts';
import { namespaceOf } from '../api/namespace-of.ts';
import type { KubeObject } from '../kube/kube.ts';
import type { Resource } from '../kube/resources.ts';

/** What is known about something in the cluster. `unknown`: it could not be read, so nothing is said about it. */
export type Fact<T> = T | 'absent' | 'unknown';

/** What a Canary is compared with: the objects it names, and those that may be in its way. */
export interface CanaryFacts {
  readonly target: Fact<KubeObject>;
  /** The workload called `<target>-canary`. */
  readonly canaryWorkload: Fact<KubeObject>;
  /** The other Canaries of the namespace. */
  readonly canaries: readonly Canary[];
  /** All Services of the namespace. */
  readonly services: readonly Service[];
  /** What its router needs and the API server does not serve. */
  readonly missingResources: readonly Resource[];
  /** What its checks and alerts name, by {@link referenceKey}. */
  readonly metricTemplates: ReadonlyMap<string, Fact<MetricTemplate>>;
  readonly alertProviders: ReadonlyMap<string, Fact<AlertProvider>>;
}

export interface Service extends KubeObject {
  spec?: { selector?: Record<string, string> };
}

/** `podinfo.test`: the name of what a Canary refers to, in its own namespace where it names none. */
export function referenceKey({ name, namespace }: { name: string; namespace?: string | undefined }, { metadata }: Canary): string {
  return `${name}.${namespace ?? namespaceOf({ metadata })}`;
}

/** The object, or undefined where there is none or it is not known. */
export function known<T extends object>(fact: Fact<T> | undefined): T | undefined {
  return typeof fact === 'object' ? fact : undefined;
}
