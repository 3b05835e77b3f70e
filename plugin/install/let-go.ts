import { canaryLabel, finalizer } from '../../shared/api/annotations.ts';
import type { Canary } from '../../shared/api/canary.ts';
import { isStatus, referenceOf } from '../../shared/kube/kube.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { canaries, deployments, services } from '../../shared/kube/resources.ts';
import type { Resource } from '../../shared/kube/resources.ts';
import { defaultRouter, routerFor } from '../../shared/routing/router-for.ts';

/**
 * Deletes a Canary that cannot be put back, and leaves all it made exactly as it is: users' requests go on as they go now. What it owns
 * is disowned first, or Kubernetes would delete it with the Canary.
 */
export async function letGo(kube: Kube, canary: Canary): Promise<void> {
  const routing = routerFor(canary.spec.provider ?? defaultRouter)?.resources ?? [];
  for (const resource of [deployments, services, ...routing]) {
    for (const object of await ownedBy(kube, resource, canary)) {
      await disown(kube, resource, object, canary);
    }
  }
  await deleteNow(kube, canary);
}

async function ownedBy(kube: Kube, resource: Resource, { metadata }: Canary): Promise<KubeObject[]> {
  const { name, namespace = 'default' } = metadata;
  try {
    return (await kube.list({ resource, namespace, labelSelector: `${canaryLabel}=${name}` })).items;
  } catch (error) {
    if (isStatus(error, 404)) {
      return [];
    }
    throw error;
  }
}

async function disown(kube: Kube, resource: Resource, object: KubeObject, canary: Canary): Promise<void> {
  const { ownerReferences = [] } = object.metadata;
  const others = ownerReferences.filter(({ uid }) => uid !== canary.metadata.uid);
  if (others.length < ownerReferences.length) {
    await kube.patch(referenceOf(resource, object), { metadata: { ownerReferences: others } });
  }
}

/** With our finalizer on it while it is deleted: without, the policies take it for a deletion that nobody sees to, and refuse it. */
async function deleteNow(kube: Kube, { metadata }: Canary): Promise<void> {
  const reference = { resource: canaries, name: metadata.name, namespace: metadata.namespace ?? 'default' };
  const now = await kube.get(reference);
  if (now === undefined) {
    return;
  }
  const { finalizers = [], deletionTimestamp } = now.metadata;
  if (deletionTimestamp === undefined) {
    await kube.patch(reference, { metadata: { finalizers: [...new Set([...finalizers, finalizer])] } });
    await kube.delete(reference);
  }
  await kube.patch(reference, { metadata: { finalizers: finalizers.filter((each) => each !== finalizer) } });
}
