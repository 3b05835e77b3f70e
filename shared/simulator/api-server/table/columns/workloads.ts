import type { ApiObject } from '../../../api-object.ts';
import type { Column } from '../../../schema/definition.ts';
import type { LabelSelector } from '../../../storage/selectors.ts';
import { age, containerColumns, integer, none, shown, wide } from '../cells.ts';
import type { PodTemplate } from '../cells.ts';
import { formatLabels, formatSelector, selectorText } from '../format-selector.ts';

interface Workload extends ApiObject {
  readonly spec?: { readonly replicas?: number; readonly selector?: LabelSelector; readonly template?: PodTemplate };
  readonly status?: Partial<Record<Count, number>>;
}

type Count = 'replicas' | 'readyReplicas' | 'updatedReplicas' | 'availableReplicas'
  | 'desiredNumberScheduled' | 'currentNumberScheduled' | 'numberReady' | 'updatedNumberScheduled' | 'numberAvailable';

const containers = containerColumns(({ spec }: Workload) => spec?.template);
const selector = wide('Selector', ({ spec }: Workload) => formatSelector(spec?.selector));
const desired = ({ spec }: Workload) => spec?.replicas ?? 0;

function count(of: Count): (workload: Workload) => number {
  return ({ status }) => status?.[of] ?? 0;
}

function readyOfDesired(workload: Workload): string {
  return `${count('readyReplicas')(workload)}/${desired(workload)}`;
}

export const deployments: readonly Column[] = [
  shown('Ready', readyOfDesired),
  shown('Up-to-date', count('updatedReplicas')),
  shown('Available', count('availableReplicas')),
  age,
  ...containers,
  wide('Selector', ({ spec }: Workload) => selectorText(spec?.selector)),
];

export const replicaSets: readonly Column[] = [
  shown('Desired', desired, integer),
  shown('Current', count('replicas'), integer),
  shown('Ready', count('readyReplicas'), integer),
  age,
  ...containers,
  selector,
];

export const statefulSets: readonly Column[] = [shown('Ready', readyOfDesired), age, ...containers];

export const daemonSets: readonly Column[] = [
  shown('Desired', count('desiredNumberScheduled'), integer),
  shown('Current', count('currentNumberScheduled'), integer),
  shown('Ready', count('numberReady'), integer),
  shown('Up-to-date', count('updatedNumberScheduled'), integer),
  shown('Available', count('numberAvailable'), integer),
  shown('Node Selector', ({ spec }: Workload) => formatLabels(spec?.template?.spec?.nodeSelector)),
  age,
  ...containers,
  selector,
];

export const controllerRevisions: readonly Column[] = [
  shown('Controller', controllerOf),
  shown('Revision', ({ revision }: { revision?: number }) => revision ?? 0),
  age,
];

/** `statefulset.apps/web` */
function controllerOf({ metadata: { ownerReferences = [] } }: ApiObject): string {
  const owner = ownerReferences.find(({ controller }) => controller === true);
  if (owner === undefined) {
    return none;
  }
  const [group] = owner.apiVersion.includes('/') ? owner.apiVersion.split('/') : [''];
  return `${owner.kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${owner.name}`;
}
