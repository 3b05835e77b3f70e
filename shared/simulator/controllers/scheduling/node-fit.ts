import type { LabelRequirement } from '../objects/label-selector.ts';
import { selects } from '../objects/label-selector.ts';
import type { Node } from '../objects/node.ts';
import type { PodSpec } from '../objects/pod.ts';

interface NodeSelectorTerm {
  readonly matchExpressions?: readonly NodeRequirement[];
  readonly matchFields?: readonly NodeRequirement[];
}

type NodeRequirement = Omit<LabelRequirement, 'operator'> & { readonly operator: LabelRequirement['operator'] | 'Gt' | 'Lt' };

interface Affinity {
  readonly nodeAffinity?: { readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms: readonly NodeSelectorTerm[] } };
}

/** Whether a pod may run on the node by its nodeSelector and required node affinity. */
export function fitsNode({ nodeSelector = {}, affinity }: PodSpec, node: Node): boolean {
  const terms = (affinity as Affinity | undefined)?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return selects({ matchLabels: nodeSelector }, node.metadata.labels) && (terms === undefined || terms.some((term) => meetsTerm(node, term)));
}

/** A term without any requirement is met by no node. */
function meetsTerm({ metadata: { name, labels = {} } }: Node, { matchExpressions = [], matchFields = [] }: NodeSelectorTerm): boolean {
  return matchExpressions.length + matchFields.length > 0
    && matchExpressions.every((requirement) => meets(labels, requirement))
    && matchFields.every((requirement) => meets({ 'metadata.name': name }, requirement));
}

function meets(labels: Record<string, string>, { key, operator, values = [] }: NodeRequirement): boolean {
  const value = Number(labels[key]);
  switch (operator) {
    case 'Gt':
      return value > Number(values[0]);
    case 'Lt':
      return value < Number(values[0]);
    default:
      return selects({ matchExpressions: [{ key, operator, values }] }, labels);
  }
}
