import type { Pod, PodSpec } from '../objects/pod.ts';
import type { DaemonSet } from '../objects/workloads.ts';
import { podFromTemplate } from '../pods-of/pod-from-template.ts';
import { controllerRevisionHash } from '../revisions/controller-revision.ts';

interface Affinity {
  readonly nodeAffinity?: NodeAffinity;
}

interface NodeAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms: readonly { readonly matchFields?: readonly { key: string; values: readonly string[] }[] }[] };
}

/** The number that DaemonSets counted templates with before they had revisions; pods still show it. */
const templateGeneration = 'deprecated.daemonset.template.generation';

/** What a daemon's pod puts up with, whatever becomes of its node. */
const tolerated: readonly (readonly [string, string])[] = [
  ['node.kubernetes.io/not-ready', 'NoExecute'],
  ['node.kubernetes.io/unreachable', 'NoExecute'],
  ['node.kubernetes.io/disk-pressure', 'NoSchedule'],
  ['node.kubernetes.io/memory-pressure', 'NoSchedule'],
  ['node.kubernetes.io/pid-pressure', 'NoSchedule'],
  ['node.kubernetes.io/unschedulable', 'NoSchedule'],
];

/** A pod of the present template that the scheduler can put on this node only. */
export function daemonPod(set: DaemonSet, nodeName: string, hash: string): Pod {
  const { template } = set.spec;
  const generation = set.metadata.annotations?.[templateGeneration];
  const pod = podFromTemplate(template, set);
  const labels = { ...pod.metadata.labels, [controllerRevisionHash]: hash, ...(generation === undefined ? {} : { 'pod-template-generation': generation }) };
  return { ...pod, metadata: { ...pod.metadata, labels }, spec: { ...pod.spec, affinity: affinityTo(pod.spec, nodeName), tolerations: tolerations(pod.spec) } };
}

/** The node that a daemon's pod is on, or is meant for. */
export function targetNode({ spec: { nodeName, affinity } }: Pod): string | undefined {
  const terms = (affinity as Affinity | undefined)?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return nodeName ?? terms.flatMap(({ matchFields = [] }) => matchFields).find(({ key }) => key === 'metadata.name')?.values[0];
}

/** Whether it is of the template with this hash. */
export function isUpdated({ metadata }: Pod, hash: string): boolean {
  return metadata.labels?.[controllerRevisionHash] === hash;
}

function affinityTo({ affinity }: PodSpec, nodeName: string): object {
  const { nodeAffinity, ...others } = (affinity ?? {}) as Affinity;
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [nodeName] }];
  return { ...others, nodeAffinity: { ...nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] } } };
}

function tolerations(spec: PodSpec): object[] {
  const own = (spec['tolerations'] ?? []) as object[];
  const network = spec['hostNetwork'] === true ? [['node.kubernetes.io/network-unavailable', 'NoSchedule'] as const] : [];
  return [...own, ...[...tolerated, ...network].map(([key, effect]) => ({ key, operator: 'Exists', effect }))];
}
