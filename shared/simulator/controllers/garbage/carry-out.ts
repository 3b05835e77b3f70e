import { isStatus, referenceOf } from '../../../kube/kube.ts';
import type { Kube, OwnerReference } from '../../../kube/kube.ts';
import type { Known } from './all-objects.ts';
import { foregroundDeletion, orphan } from './decide.ts';
import type { Step } from './decide.ts';

/** Does what was decided about an object; `look` is called for those that have to be looked at next. @throws ApiError */
export async function carryOut(kube: Kube, known: Known, step: Step, look: (uid: string) => void): Promise<void> {
  const { uid = '' } = known.object.metadata;
  switch (step.step) {
    case 'keep':
      return;
    case 'await':
      step.dependents.forEach(({ object }) => look(object.metadata.uid ?? ''));
      return;
    case 'orphan':
      for (const dependent of step.dependents) {
        await setOwners(kube, dependent, ownersOf(dependent).filter((owner) => owner.uid !== uid));
      }
      return removeFinalizer(kube, known, orphan);
    case 'finalize':
      return removeFinalizer(kube, known, foregroundDeletion);
    case 'disown':
      return setOwners(kube, known, ownersOf(known).filter((owner) => !step.uids.includes(owner.uid)));
    case 'delete':
      if (step.unblocks) {
        await setOwners(kube, known, ownersOf(known).map((owner) => ({ ...owner, blockOwnerDeletion: false })));
      }
      return kube.delete(referenceOf(known.resource, known.object), { uid, propagation: step.propagation });
  }
}

function ownersOf({ object }: Known): readonly OwnerReference[] {
  return object.metadata.ownerReferences ?? [];
}

function setOwners(kube: Kube, known: Known, ownerReferences: readonly OwnerReference[]): Promise<void> {
  return patch(kube, known, { ownerReferences });
}

function removeFinalizer(kube: Kube, known: Known, finalizer: string): Promise<void> {
  return patch(kube, known, { finalizers: (known.object.metadata.finalizers ?? []).filter((each) => each !== finalizer) });
}

/** Of this very object in the state that was decided on; what is gone meanwhile needs nothing. */
async function patch(kube: Kube, { resource, object }: Known, change: object): Promise<void> {
  const { uid, resourceVersion } = object.metadata;
  try {
    await kube.patch(referenceOf(resource, object), { metadata: { uid, resourceVersion, ...change } });
  } catch (error) {
    if (!isStatus(error, 404)) {
      throw error;
    }
  }
}
