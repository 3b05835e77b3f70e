import { referenceOf } from '../../../kube/kube.ts';
import type { Kube } from '../../../kube/kube.ts';
import { pods } from '../../../kube/resources.ts';
import type { Resource } from '../../../kube/resources.ts';
import type { Remaining } from './remaining.ts';

export interface Emptied {
  readonly remaining: readonly Remaining[];
  readonly failures: readonly Error[];
  /** Whether only pods were looked at, as some are still there: what they use goes after them. */
  readonly isWaitingForPods: boolean;
}

/** Deletes all that is in a namespace, pods before all else; says what is still there then. */
export async function emptyNamespace(kube: Kube, namespace: string, resources: readonly Resource[]): Promise<Emptied> {
  const own = resources.filter(({ namespaced }) => namespaced);
  const [first, others] = [own.filter(isPods), own.filter((resource) => !isPods(resource))];
  const podsLeft = await emptyAll(kube, namespace, first);
  if (podsLeft.remaining.length > 0) {
    return { ...podsLeft, isWaitingForPods: true };
  }
  const rest = await emptyAll(kube, namespace, others);
  return { remaining: rest.remaining, failures: [...podsLeft.failures, ...rest.failures], isWaitingForPods: false };
}

async function emptyAll(kube: Kube, namespace: string, resources: readonly Resource[]): Promise<{ remaining: Remaining[]; failures: Error[] }> {
  const remaining: Remaining[] = [];
  const failures: Error[] = [];
  for (const resource of resources) {
    try {
      await deleteAll(kube, namespace, resource);
      const { items, resourceVersion } = await kube.list({ resource, namespace });
      remaining.push(...(items.length === 0 ? [] : [{ resource, items, resourceVersion }]));
    } catch (error) {
      failures.push(error as Error);
    }
  }
  return { remaining, failures };
}

async function deleteAll(kube: Kube, namespace: string, resource: Resource): Promise<void> {
  const { items } = await kube.list({ resource, namespace });
  for (const item of items.filter(({ metadata }) => metadata.deletionTimestamp === undefined)) {
    await kube.delete(referenceOf(resource, item), { propagation: 'Background' });
  }
}

function isPods({ apiVersion, plural }: Resource): boolean {
  return apiVersion === pods.apiVersion && plural === pods.plural;
}
