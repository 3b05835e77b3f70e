import type { Cache } from '../../../kube/cache.ts';
import { isStatus, referenceOf } from '../../../kube/kube.ts';
import type { Kube, KubeObject, OwnerReference } from '../../../kube/kube.ts';
import type { Resource } from '../../../kube/resources.ts';
import type { Claim } from './claim.ts';
import { controllerRef } from './controller-ref.ts';

export interface ClaimContext<T extends KubeObject> {
  readonly kube: Kube;
  readonly owner: KubeObject;
  readonly ownerResource: Resource;
  /** Of the claimed objects. */
  readonly resource: Resource;
  readonly cache: Cache<T>;
}

/** Adopts and releases; all objects that are the owner's then. @throws Error where the owner itself is gone meanwhile, ApiError */
export async function carryOutClaim<T extends KubeObject>(context: ClaimContext<T>, { owned, adopt, release }: Claim<T>): Promise<T[]> {
  const { owner } = context;
  if (adopt.length > 0) {
    await assertStillThere(context);
  }
  const adopted: T[] = [];
  for (const orphan of adopt) {
    adopted.push(await setOwners(context, orphan, [...(orphan.metadata.ownerReferences ?? []), controllerRef(owner)]));
  }
  for (const stray of release) {
    await setOwners(context, stray, (stray.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== owner.metadata.uid)).catch(ignoreAbsent);
  }
  return [...owned, ...adopted];
}

/** What is known of the owner may be old: nobody is adopted by who is being deleted. */
async function assertStillThere<T extends KubeObject>({ kube, owner, ownerResource }: ClaimContext<T>): Promise<void> {
  const newest = await kube.get(referenceOf(ownerResource, owner));
  if (newest?.metadata.uid !== owner.metadata.uid || newest?.metadata.deletionTimestamp !== undefined) {
    throw new Error(`${owner.kind} ${owner.metadata.name} is being deleted and cannot adopt anything`);
  }
}

async function setOwners<T extends KubeObject>({ kube, resource, cache }: ClaimContext<T>, object: T, ownerReferences: OwnerReference[]): Promise<T> {
  const { uid, resourceVersion } = object.metadata;
  const changed = await kube.patch<T>(referenceOf(resource, object), { metadata: { uid, resourceVersion, ownerReferences } });
  cache.accept(changed);
  return changed;
}

function ignoreAbsent(error: unknown): void {
  if (!isStatus(error, 404)) {
    throw error;
  }
}
