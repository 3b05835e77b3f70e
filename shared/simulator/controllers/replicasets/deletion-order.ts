import { isReady, readySince } from '../objects/pod.ts';
import type { Pod } from '../objects/pod.ts';

type Order = (one: Pod, other: Pod) => number;

const deletionCost = 'controller.kubernetes.io/pod-deletion-cost';
const phases = ['Pending', 'Unknown', 'Running'];

/** The rules, the first that tells two pods apart counts. (Kubernetes spreads deletions over nodes, too; here is only one.) */
const rules: readonly Order[] = [
  by(({ spec }) => (spec.nodeName === undefined || spec.nodeName === '' ? 0 : 1)),
  by(({ status }) => phases.indexOf(status?.phase ?? 'Pending')),
  by((pod) => (isReady(pod) ? 1 : 0)),
  by(({ metadata }) => Number(metadata.annotations?.[deletionCost] ?? 0) || 0),
  by((pod) => -(readySince(pod) ?? 0)),
  by((pod) => -mostRestarts(pod)),
  by(({ metadata }) => -new Date(metadata.creationTimestamp ?? 0).getTime()),
];

/** The pods in the order in which they are given up: those that do least come first, and among equals the newest. */
export function inDeletionOrder(pods: readonly Pod[]): Pod[] {
  return [...pods].sort((one, other) => {
    for (const rule of rules) {
      const order = rule(one, other);
      if (order !== 0) {
        return order;
      }
    }
    return 0;
  });
}

function by(rank: (pod: Pod) => number): Order {
  return (one, other) => rank(one) - rank(other);
}

function mostRestarts({ status }: Pod): number {
  return Math.max(0, ...(status?.containerStatuses ?? []).map(({ restartCount = 0 }) => restartCount));
}
