import type { KubeObject } from '../../../kube/kube.ts';
import type { Resource } from '../../../kube/resources.ts';
import type { Condition } from '../objects/condition.ts';
import { withCondition } from '../objects/condition.ts';
import { timestamp } from '../objects/timestamp.ts';

/** Objects of one resource that are still in a namespace after they were deleted. */
export interface Remaining {
  readonly resource: Resource;
  readonly items: readonly KubeObject[];
  /** Of the list that showed them. */
  readonly resourceVersion: string;
}

type Facts = Omit<Condition, 'lastTransitionTime'>;

const allWell: readonly Facts[] = [
  { type: 'NamespaceDeletionDiscoveryFailure', status: 'False', reason: 'ResourcesDiscovered', message: 'All resources successfully discovered' },
  { type: 'NamespaceDeletionGroupVersionParsingFailure', status: 'False', reason: 'ParsedGroupVersions', message: 'All legacy kube types successfully parsed' },
  { type: 'NamespaceDeletionContentFailure', status: 'False', reason: 'ContentDeleted', message: 'All content successfully deleted, may be waiting on finalization' },
  { type: 'NamespaceContentRemaining', status: 'False', reason: 'ContentRemoved', message: 'All content successfully removed' },
  { type: 'NamespaceFinalizersRemaining', status: 'False', reason: 'ContentHasNoFinalizers', message: 'All content-preserving finalizers finished' },
];

/** What a namespace says while it waits for the end of its content: how much is left of what, and who holds on to it. */
export function conditionsFor(before: readonly Condition[], remaining: readonly Remaining[], failures: readonly Error[], now: Date): Condition[] {
  const troubles = [...failed(failures), ...left(remaining), ...held(remaining)];
  const facts = allWell.map((well) => troubles.find(({ type }) => type === well.type) ?? well);
  return facts.reduce((conditions, fact) => withCondition(conditions, { ...fact, lastTransitionTime: timestamp(now) }), [...before]);
}

function failed(failures: readonly Error[]): Facts[] {
  const texts = failures.map(({ message }) => message).sort();
  return texts.length === 0 ? [] : [{
    type: 'NamespaceDeletionContentFailure', status: 'True', reason: 'ContentDeletionFailed',
    message: `Failed to delete all resource types, ${texts.length} remaining: ${texts.join(', ')}`,
  }];
}

function left(remaining: readonly Remaining[]): Facts[] {
  const counts = remaining.map(({ resource: { plural, apiVersion }, items }) => `${plural}.${groupOf(apiVersion)} has ${items.length} resource instances`).sort();
  return counts.length === 0 ? [] : [{ type: 'NamespaceContentRemaining', status: 'True', reason: 'SomeResourcesRemain', message: `Some resources are remaining: ${counts.join(', ')}` }];
}

function held(remaining: readonly Remaining[]): Facts[] {
  const finalizers = remaining.flatMap(({ items }) => items.flatMap(({ metadata }) => metadata.finalizers ?? []));
  const counts = [...new Set(finalizers)].sort().map((finalizer) => `${finalizer} in ${finalizers.filter((each) => each === finalizer).length} resource instances`);
  return counts.length === 0 ? [] : [{
    type: 'NamespaceFinalizersRemaining', status: 'True', reason: 'SomeFinalizersRemain',
    message: `Some content in the namespace has finalizers remaining: ${counts.join(', ')}`,
  }];
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0]! : '';
}
