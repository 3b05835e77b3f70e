import { withCondition } from '../objects/condition.ts';
import type { Condition } from '../objects/condition.ts';
import type { DisruptionStatus, PodDisruptionBudget } from '../objects/disruption-budget.ts';
import { amountOf } from '../objects/int-or-percent.ts';
import { selects } from '../objects/label-selector.ts';
import { isReady, isTerminating } from '../objects/pod.ts';
import type { Pod } from '../objects/pod.ts';
import { millisecondsOf, timestamp } from '../objects/timestamp.ts';

/** An eviction that was granted and did not happen in this time is forgotten. */
const evictionMs = 120_000;

/** How many pods a budget can spare now. `expectedOf` is the size of what makes these pods. */
export function decide(budget: PodDisruptionBudget, pods: readonly Pod[], expectedOf: (pods: readonly Pod[]) => number, now: Date): DisruptionStatus {
  const selected = pods.filter(({ metadata }) => metadata.namespace === budget.metadata.namespace && selects(budget.spec.selector, metadata.labels));
  const disrupted = stillDisrupted(budget, selected, now);
  const { expected, desired } = healthFor(budget, selected, expectedOf);
  const healthy = selected.filter((pod) => isReady(pod) && !isTerminating(pod) && disrupted[pod.metadata.name] === undefined).length;
  const allowed = expected > 0 ? Math.max(0, healthy - desired) : 0;
  const { generation } = budget.metadata;
  return {
    currentHealthy: healthy, desiredHealthy: desired, disruptionsAllowed: allowed, expectedPods: expected,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    ...(Object.keys(disrupted).length === 0 ? {} : { disruptedPods: disrupted }),
    conditions: withCondition(budget.status?.conditions ?? [], sufficiency(allowed > 0, generation, now)),
  };
}

function healthFor({ spec: { minAvailable, maxUnavailable } }: PodDisruptionBudget, pods: readonly Pod[], expectedOf: (pods: readonly Pod[]) => number): { expected: number; desired: number } {
  if (maxUnavailable !== undefined) {
    const expected = expectedOf(pods);
    return { expected, desired: Math.max(0, expected - amountOf(maxUnavailable, expected, 'up')) };
  }
  if (typeof minAvailable === 'string') {
    const expected = expectedOf(pods);
    return { expected, desired: amountOf(minAvailable, expected, 'up') };
  }
  return { expected: pods.length, desired: minAvailable ?? 0 };
}

function stillDisrupted({ status }: PodDisruptionBudget, pods: readonly Pod[], now: Date): Record<string, string> {
  const isExpected = (name: string, since: string) => pods.some((pod) => pod.metadata.name === name && !isTerminating(pod)) && (millisecondsOf(since) ?? 0) + evictionMs >= now.getTime();
  return Object.fromEntries(Object.entries(status?.disruptedPods ?? {}).filter(([name, since]) => isExpected(name, since)));
}

/** When to look again at evictions that were granted; undefined where there are none. */
export function millisecondsUntilForgotten({ disruptedPods = {} }: DisruptionStatus, now: Date): number | undefined {
  const ends = Object.values(disruptedPods).map((since) => (millisecondsOf(since) ?? 0) + evictionMs - now.getTime());
  return ends.length === 0 ? undefined : Math.max(0, Math.min(...ends)) + 1000;
}

function sufficiency(isMet: boolean, observedGeneration: number | undefined, now: Date): Condition {
  return {
    type: 'DisruptionAllowed', status: isMet ? 'True' : 'False', reason: isMet ? 'SufficientPods' : 'InsufficientPods', message: '',
    lastTransitionTime: timestamp(now), ...(observedGeneration === undefined ? {} : { observedGeneration }),
  };
}
