import { Failure, describeFailure } from '../../shared/errors.ts';
import { referenceOf } from '../../shared/kube/kube.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { customResourceDefinitions, mutatingWebhooks, namespaces } from '../../shared/kube/resources.ts';
import type { Resource } from '../../shared/kube/resources.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { awaitObject, isGone } from './await-object.ts';
import { resourceOf, titleOf } from './object-title.ts';
import { removalOrder } from './removal-order.ts';

export interface ObjectRemoval {
  readonly kube: Kube;
  readonly objects: readonly KubeObject[];
  readonly keepDefinitions: boolean;
  /** A person ends it. */
  readonly signal: AbortSignal;
  /** Ends the waiting for what does not go. */
  readonly deadline: AbortSignal;
  readonly clock: Clock;
  /** Is told each object that is removed. */
  report(object: KubeObject): void;
  tell(line: string): void;
}

/** In so many milliseconds every API server has heard that it shall not ask our webhook any more. */
const settleMs = 2000;

/** Kinds whose objects are not gone when they are deleted: their contents go first. */
const slow: readonly Resource[] = [customResourceDefinitions, namespaces];

/**
 * Removes the objects of the cluster side, stage by stage. All that fails within a stage is told; then the rest stays, as what comes
 * later is needed by what could not be removed.
 * @throws Failure where something could not be removed, or not in time.
 */
export async function removeObjects(removal: ObjectRemoval): Promise<void> {
  const { objects, keepDefinitions, signal, clock } = removal;
  for (const stage of removalOrder) {
    const kinds = stage.filter((resource) => !(keepDefinitions && resource === customResourceDefinitions));
    const inStage = objects.filter((object) => kinds.includes(resourceOf(object)));
    await removeStage(removal, inStage);
    if (inStage.some((object) => resourceOf(object) === mutatingWebhooks)) {
      await new Promise<void>((resolve) => clock.after(settleMs, resolve));
    }
    if (signal.aborted) {
      return;
    }
  }
}

async function removeStage(removal: ObjectRemoval, objects: readonly KubeObject[]): Promise<void> {
  const results = await Promise.allSettled(objects.map((object) => removeObject(removal, object)));
  const failures = results.filter((result) => result.status === 'rejected');
  if (failures.length > 0) {
    failures.forEach(({ reason }) => removal.tell(`- ${describeFailure(reason)}`));
    throw new Failure('refused', `${failures.length === 1 ? 'one object' : `${failures.length} objects`} could not be removed; what they need stays`, { next: 'see above, then run "kubectl canary uninstall" again', cause: failures[0]?.reason });
  }
}

async function removeObject({ kube, signal, deadline, report }: ObjectRemoval, object: KubeObject): Promise<void> {
  const resource = resourceOf(object);
  const reference = referenceOf(resource, object);
  try {
    await kube.delete(reference);
  } catch (error) {
    throw new Error(`${titleOf(object)}: ${describeFailure(error)}`, { cause: error });
  }
  const isLeft = slow.includes(resource) && !(await awaitObject(kube, reference, isGone, AbortSignal.any([signal, deadline])));
  if (isLeft && (await kube.get(reference)) !== undefined) {
    throw new Error(`${titleOf(object)}: deleted, but not gone yet`);
  }
  report(object);
}
