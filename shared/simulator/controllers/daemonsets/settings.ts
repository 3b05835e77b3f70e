import { amountOf } from '../objects/int-or-percent.ts';
import type { DaemonSet } from '../objects/workloads.ts';

type Nodes = readonly { readonly shouldRun: boolean }[];

/** How many nodes may have a new pod beside an old one that serves. */
export function surgeOf({ spec: { updateStrategy } }: DaemonSet, nodes: Nodes): number {
  return updateStrategy?.type === 'OnDelete' ? 0 : amountOf(updateStrategy?.rollingUpdate?.maxSurge ?? 0, countOf(nodes), 'up');
}

/** How many nodes may be without an available pod during an update; one where both this and the surge come to nothing. */
export function unavailableOf(set: DaemonSet, nodes: Nodes): number {
  const count = countOf(nodes);
  const allowed = amountOf(set.spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1, count, 'up');
  return allowed === 0 && surgeOf(set, nodes) === 0 ? 1 : allowed;
}

function countOf(nodes: Nodes): number {
  return nodes.filter(({ shouldRun }) => shouldRun).length;
}
