import type { Canary } from '../../shared/api/canary.ts';
import { systemNamespace } from '../../shared/api/group.ts';
import { isStatus } from '../../shared/kube/kube.ts';
import type { Kube, KubeObject, Selection } from '../../shared/kube/kube.ts';
import * as resources from '../../shared/kube/resources.ts';
import { ownershipSelector } from './ownership.ts';
import { removalOrder } from './removal-order.ts';

/** What a cluster has of us, in whatever state it is. */
export interface Inventory {
  readonly canaries: readonly Canary[];
  /** MetricTemplates and AlertProviders: they go with their definitions. */
  readonly templates: readonly KubeObject[];
  /** The objects of the cluster side, in no order. */
  readonly objects: readonly KubeObject[];
}

/** Reads it. What is not installed is simply not in it. @throws ApiError where something may not be listed. */
export async function takeInventory(kube: Kube): Promise<Inventory> {
  const ofInstallation = removalOrder.flat().map((resource) => listKnown(kube, {
    resource,
    labelSelector: ownershipSelector,
    ...(resource.namespaced ? { namespace: systemNamespace } : {}),
  }));
  const [canaries, metricTemplates, alertProviders, ...objects] = await Promise.all([
    listKnown<Canary>(kube, { resource: resources.canaries }),
    listKnown(kube, { resource: resources.metricTemplates }),
    listKnown(kube, { resource: resources.alertProviders }),
    ...ofInstallation,
  ]);
  return { canaries, templates: [...metricTemplates, ...alertProviders], objects: objects.flat() };
}

/** A kind that the API server does not know (any more) has no objects. */
async function listKnown<T extends KubeObject = KubeObject>(kube: Kube, selection: Selection): Promise<T[]> {
  try {
    return (await kube.list<T>(selection)).items;
  } catch (error) {
    if (isStatus(error, 404)) {
      return [];
    }
    throw error;
  }
}
