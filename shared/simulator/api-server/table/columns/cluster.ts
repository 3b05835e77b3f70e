/** Of the cluster itself: nodes, namespaces, leases, custom resources, priorities. */
import type { ApiObject } from '../../../api-object.ts';
import type { Column } from '../../../schema/definition.ts';
import { age, integer, none, shown, wide } from '../cells.ts';

interface Node extends ApiObject {
  readonly spec?: { readonly unschedulable?: boolean };
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly nodeInfo?: Partial<Record<'kubeletVersion' | 'osImage' | 'kernelVersion' | 'architecture' | 'containerRuntimeVersion', string>>;
  };
}

const unknown = '<unknown>';

export const nodes: readonly Column[] = [
  shown('Status', nodeStatus),
  shown('Roles', nodeRoles),
  age,
  shown('Version', ({ status }: Node) => status?.nodeInfo?.kubeletVersion ?? ''),
  wide('Internal-IP', (node: Node) => addressOf(node, 'InternalIP')),
  wide('External-IP', (node: Node) => addressOf(node, 'ExternalIP')),
  wide('OS-Image', ({ status }: Node) => status?.nodeInfo?.osImage || unknown),
  wide('Kernel-Version', ({ status }: Node) => {
    const { kernelVersion = '', architecture = '' } = status?.nodeInfo ?? {};
    return `${kernelVersion || unknown}${architecture === '' ? '' : ` (${architecture})`}`;
  }),
  wide('Container-Runtime', ({ status }: Node) => status?.nodeInfo?.containerRuntimeVersion || unknown),
];

function nodeStatus({ spec, status }: Node): string {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  const word = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady';
  return spec?.unschedulable === true ? `${word},SchedulingDisabled` : word;
}

function nodeRoles({ metadata: { labels = {} } }: Node): string {
  const prefix = 'node-role.kubernetes.io/';
  const named = Object.keys(labels).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  const roles = [...named, labels['kubernetes.io/role'] ?? ''].filter((role) => role !== '');
  return [...new Set(roles)].sort().join(',') || none;
}

function addressOf({ status }: Node, wanted: string): string {
  return status?.addresses?.find(({ type }) => type === wanted)?.address ?? none;
}

export const namespaces: readonly Column[] = [shown('Status', ({ status }: { status?: { phase?: string } }) => status?.phase ?? ''), age];

export const leases: readonly Column[] = [shown('Holder', ({ spec }: { spec?: { holderIdentity?: string } }) => spec?.holderIdentity ?? ''), age];

interface PriorityClass {
  readonly value?: number;
  readonly globalDefault?: boolean;
  readonly preemptionPolicy?: string;
}

export const priorityClasses: readonly Column[] = [
  shown('Value', ({ value }: PriorityClass) => value ?? 0, integer),
  shown('Global-Default', ({ globalDefault }: PriorityClass) => globalDefault ?? false, { type: 'boolean' }),
  age,
  shown('PreemptionPolicy', ({ preemptionPolicy }: PriorityClass) => preemptionPolicy ?? ''),
];

interface CustomResourceDefinition extends ApiObject {
  readonly spec?: {
    readonly scope?: string;
    readonly group?: string;
    readonly names?: { readonly kind?: string; readonly shortNames?: readonly string[] };
    readonly versions?: readonly { readonly name: string; readonly served?: boolean; readonly storage?: boolean }[];
  };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

export const customResourceDefinitions: readonly Column[] = [
  shown('Scope', ({ spec }: CustomResourceDefinition) => spec?.scope ?? ''),
  shown('Versions', ({ spec }: CustomResourceDefinition) => (spec?.versions ?? []).filter(({ served }) => served === true).map(({ name, storage }) => `${name}${storage === true ? '(storage)' : ''}`).sort().join(',')),
  shown('Created At', ({ metadata }: CustomResourceDefinition) => metadata.creationTimestamp ?? null, { type: 'date' }),
  wide('Group', ({ spec }: CustomResourceDefinition) => spec?.group ?? ''),
  wide('Kind', ({ spec }: CustomResourceDefinition) => spec?.names?.kind ?? ''),
  wide('ShortNames', ({ spec }: CustomResourceDefinition) => (spec?.names?.shortNames ?? []).join(',')),
  wide('Established', ({ status }: CustomResourceDefinition) => (status?.conditions ?? []).some(({ type, status: value }) => type === 'Established' && value === 'True'), { type: 'boolean' }),
];
