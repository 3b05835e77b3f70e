import type { Node } from '../objects/node.ts';
import type { Pod } from '../objects/pod.ts';
import { fitsNode } from './node-fit.ts';

/** Where a pod goes, or in one line why nowhere. */
export type Placement = { readonly nodeName: string } | { readonly because: string };

/** Finds the first node that a pod fits on. */
export function place({ spec }: Pod, nodes: readonly Node[]): Placement {
  const misfits = nodes.map((node) => whyNot(spec, node));
  const index = misfits.indexOf(undefined);
  if (index >= 0) {
    return { nodeName: nodes[index]!.metadata.name };
  }
  if (nodes.length === 0) {
    return { because: 'no nodes available to schedule pods' };
  }
  const reasons = [...new Set(misfits)].map((reason) => `${misfits.filter((each) => each === reason).length} ${reason}`).sort();
  const none = `0/${nodes.length} nodes are available:`;
  return { because: `${none} ${reasons.join(', ')}. preemption: ${none} ${nodes.length} Preemption is not helpful for scheduling.` };
}

function whyNot(spec: Pod['spec'], node: Node): string | undefined {
  if (node.spec?.unschedulable === true && !toleratesUnschedulable(spec)) {
    return 'node(s) were unschedulable';
  }
  return fitsNode(spec, node) ? undefined : 'node(s) didn\'t match Pod\'s node affinity/selector';
}

function toleratesUnschedulable({ tolerations = [] }: Pod['spec']): boolean {
  return (tolerations as readonly { key?: string; operator?: string }[]).some(({ key, operator }) => operator === 'Exists' && (key === undefined || key === 'node.kubernetes.io/unschedulable'));
}
