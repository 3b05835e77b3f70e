import type { Cache } from '../../../kube/cache.ts';
import { referenceOf } from '../../../kube/kube.ts';
import type { Kube, KubeObject } from '../../../kube/kube.ts';
import type { Resource } from '../../../kube/resources.ts';
import type { LabelSelector } from '../objects/label-selector.ts';
import { controllerRevisions } from '../objects/resources.ts';
import type { ControllerRevision, PodTemplate } from '../objects/workloads.ts';
import { carryOutClaim } from '../ownership/carry-out-claim.ts';
import { claim } from '../ownership/claim.ts';
import { presentRevision } from './controller-revision.ts';

type Owner = KubeObject & { spec: { selector: LabelSelector; template: PodTemplate } };

export interface RevisionContext {
  readonly kube: Kube;
  readonly ownerResource: Resource;
  readonly cache: Cache<ControllerRevision>;
  /** Where the hash of a revision stands. */
  readonly hashLabel: string;
}

/** Sees to it that the present template has a revision, and tells it from the older ones. @throws ApiError */
export async function keepRevisions({ kube, ownerResource, cache, hashLabel }: RevisionContext, owner: Owner): Promise<{ present: ControllerRevision; old: readonly ControllerRevision[] }> {
  const own = await carryOutClaim({ kube, owner, ownerResource, resource: controllerRevisions, cache }, claim(owner, cache.list()));
  const { revision, write, old } = presentRevision(owner, own, hashLabel);
  if (write === undefined) {
    return { present: revision, old };
  }
  const present = await (write === 'create' ? kube.create(controllerRevisions, revision) : kube.replace(controllerRevisions, revision));
  cache.accept(present);
  return { present, old };
}

/** Deletes these revisions. @throws ApiError */
export async function dropRevisions(kube: Kube, revisions: readonly ControllerRevision[]): Promise<void> {
  for (const revision of revisions) {
    await kube.delete(referenceOf(controllerRevisions, revision));
  }
}
