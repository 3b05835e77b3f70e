import type { Column } from '../../../schema/definition.ts';
import { age, containerColumns, integer, none, shown, wide } from '../cells.ts';
import type { PodTemplate } from '../cells.ts';
import { formatLabels } from '../format-selector.ts';
import { ageOf } from '../human-duration.ts';
import { summarize } from './pod-status.ts';
import type { Pod } from './pod-status.ts';

export const pods: readonly Column[] = [
  shown('Ready', (pod: Pod) => {
    const { ready, total } = summarize(pod);
    return `${ready}/${total}`;
  }),
  shown('Status', (pod: Pod) => summarize(pod).reason),
  shown('Restarts', restarts),
  age,
  wide('IP', ({ status }: Pod) => status?.podIPs?.[0]?.ip || none),
  wide('Node', ({ spec }: Pod) => spec?.nodeName || none),
  wide('Nominated Node', ({ status }: Pod) => status?.nominatedNodeName || none),
  wide('Readiness Gates', readinessGates),
];

/** `2 (5s ago)` */
function restarts(pod: Pod, now: Date): string {
  const { restarts: count, lastRestart } = summarize(pod);
  return count === 0 || lastRestart === '' ? String(count) : `${count} (${ageOf(lastRestart, now)} ago)`;
}

function readinessGates({ spec, status }: Pod): string {
  const gates = spec?.readinessGates ?? [];
  const open = gates.filter(({ conditionType }) => status?.conditions?.find(({ type }) => type === conditionType)?.status === 'True');
  return gates.length === 0 ? none : `${open.length}/${gates.length}`;
}

interface ReplicationController {
  readonly spec?: { readonly replicas?: number; readonly selector?: Record<string, string>; readonly template?: PodTemplate };
  readonly status?: { readonly replicas?: number; readonly readyReplicas?: number };
}

export const replicationControllers: readonly Column[] = [
  shown('Desired', ({ spec }: ReplicationController) => spec?.replicas ?? 0, integer),
  shown('Current', ({ status }: ReplicationController) => status?.replicas ?? 0, integer),
  shown('Ready', ({ status }: ReplicationController) => status?.readyReplicas ?? 0, integer),
  age,
  ...containerColumns(({ spec }: ReplicationController) => spec?.template),
  wide('Selector', ({ spec }: ReplicationController) => formatLabels(spec?.selector)),
];
