import type { Node } from '../objects/node.ts';
import { olderFirst } from '../objects/older-first.ts';
import { isAvailable, isReady } from '../objects/pod.ts';
import type { Pod } from '../objects/pod.ts';
import { withoutZeros } from '../objects/without-zeros.ts';
import type { DaemonSet, DaemonSetStatus } from '../objects/workloads.ts';
import { fitsNode } from '../scheduling/node-fit.ts';
import { isUpdated, targetNode } from './daemon-pod.ts';
import type { Observed } from './decide.ts';

/** On how many nodes its pods are, should be, and should not be; of several pods on a node the oldest counts. */
export function statusOf({ set, pods, nodes, hash }: Observed, now: Date): DaemonSetStatus {
  const wanted = nodes.filter((node) => fitsNode(set.spec.template.spec, node));
  const running = wanted.map((node) => oldestOn(node, pods)).filter((pod) => pod !== undefined);
  const available = running.filter((pod) => isAvailable(pod, set.spec.minReadySeconds ?? 0, now)).length;
  return {
    currentNumberScheduled: running.length,
    numberMisscheduled: nodes.filter((node) => !wanted.includes(node) && oldestOn(node, pods) !== undefined).length,
    desiredNumberScheduled: wanted.length,
    numberReady: running.filter(isReady).length,
    ...counts(set, {
      updatedNumberScheduled: running.filter((pod) => isUpdated(pod, hash)).length,
      numberAvailable: available,
      numberUnavailable: wanted.length - available,
    }),
  };
}

function counts({ metadata }: DaemonSet, numbers: Partial<DaemonSetStatus>): Partial<DaemonSetStatus> {
  return withoutZeros<Partial<DaemonSetStatus>>({ observedGeneration: metadata.generation, ...numbers });
}

function oldestOn({ metadata: { name } }: Node, pods: readonly Pod[]): Pod | undefined {
  return pods.filter((pod) => targetNode(pod) === name).sort(olderFirst)[0];
}
