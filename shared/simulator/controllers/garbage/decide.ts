import type { KubeObject, OwnerReference } from '../../../kube/kube.ts';
import type { Known } from './all-objects.ts';

export const orphan = 'orphan';
export const foregroundDeletion = 'foregroundDeletion';

/** How an owner that an object names is: there, not there, or waiting to be deleted until its dependents are. */
export type OwnerState = 'solid' | 'dangling' | 'waiting';

/** What becomes of an object. */
export type Step =
  | { readonly step: 'keep' }
  /** Its dependents lose it as an owner; then its finalizer goes. */
  | { readonly step: 'orphan'; readonly dependents: readonly Known[] }
  /** Its dependents are looked at first. */
  | { readonly step: 'await'; readonly dependents: readonly Known[] }
  | { readonly step: 'finalize' }
  | { readonly step: 'disown'; readonly uids: readonly string[] }
  /** `unblocks`: a dependent waits in turn for this, so it must not be waited for. */
  | { readonly step: 'delete'; readonly propagation: 'Background' | 'Foreground' | 'Orphan'; readonly unblocks: boolean };

const keep: Step = { step: 'keep' };

/** What to do about an object that is being deleted: nothing, unless its finalizers say what is to become of its dependents. */
export function decideLeaving(object: KubeObject, dependents: readonly Known[]): Step {
  if (hasFinalizer(object, orphan)) {
    return { step: 'orphan', dependents };
  }
  if (!hasFinalizer(object, foregroundDeletion)) {
    return keep;
  }
  const blocking = dependents.filter((dependent) => referenceTo(object, dependent.object)?.blockOwnerDeletion === true);
  return blocking.length === 0 ? { step: 'finalize' } : { step: 'await', dependents: blocking.filter((dependent) => !isWaitingForDependents(dependent.object)) };
}

/** What to do about an object with owners: it goes when none of them is left to stay for. */
export function decideOwned(object: KubeObject, owners: readonly { readonly owner: OwnerReference; readonly state: OwnerState }[], dependents: readonly Known[]): Step {
  const uidsOf = (...states: OwnerState[]) => owners.filter(({ state }) => states.includes(state)).map(({ owner }) => owner.uid);
  if (owners.length === 0) {
    return keep;
  }
  if (uidsOf('solid').length > 0) {
    const gone = uidsOf('dangling', 'waiting');
    return gone.length === 0 ? keep : { step: 'disown', uids: gone };
  }
  if (uidsOf('waiting').length > 0 && dependents.length > 0) {
    return { step: 'delete', propagation: 'Foreground', unblocks: dependents.some((dependent) => isWaitingForDependents(dependent.object)) };
  }
  return { step: 'delete', propagation: propagationOf(object), unblocks: false };
}

/** Whether it is being deleted, but not before its dependents. */
export function isWaitingForDependents(object: KubeObject): boolean {
  return object.metadata.deletionTimestamp !== undefined && hasFinalizer(object, foregroundDeletion);
}

function propagationOf(object: KubeObject): 'Background' | 'Foreground' | 'Orphan' {
  if (hasFinalizer(object, orphan)) {
    return 'Orphan';
  }
  return hasFinalizer(object, foregroundDeletion) ? 'Foreground' : 'Background';
}

function hasFinalizer({ metadata }: KubeObject, finalizer: string): boolean {
  return metadata.finalizers?.includes(finalizer) === true;
}

function referenceTo(owner: KubeObject, { metadata }: KubeObject): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ uid }) => uid === owner.metadata.uid);
}
