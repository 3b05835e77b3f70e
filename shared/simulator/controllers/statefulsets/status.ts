import { isAvailable, isReady, isTerminating } from '../objects/pod.ts';
import type { Pod } from '../objects/pod.ts';
import { withoutZeros } from '../objects/without-zeros.ts';
import type { StatefulSetStatus } from '../objects/workloads.ts';
import type { Observed } from './decide.ts';
import { revisionOf } from './stateful-pod.ts';

/** What its pods come to. Where all are updated and ready, the update revision becomes the current one. */
export function statusOf({ set, pods, current, update }: Observed, now: Date): StatefulSetStatus {
  const ready = pods.filter((pod) => pod.status?.phase === 'Running' && isReady(pod));
  const ofRevision = (name: string) => pods.filter((pod) => !isTerminating(pod) && revisionOf(pod) === name).length;
  const { replicas: wanted = 1, minReadySeconds = 0 } = set.spec;
  const updated = ofRevision(update.name);
  const isComplete = [updated, ready.length, pods.length].every((count) => count === wanted);
  return {
    replicas: pods.length,
    availableReplicas: ready.filter((pod: Pod) => isAvailable(pod, minReadySeconds, now)).length,
    ...withoutZeros<Partial<StatefulSetStatus>>({
      observedGeneration: set.metadata.generation,
      readyReplicas: ready.length,
      currentReplicas: isComplete ? updated : ofRevision(current.name),
      updatedReplicas: updated,
      currentRevision: isComplete ? update.name : current.name,
      updateRevision: update.name,
    }),
    collisionCount: set.status?.collisionCount ?? 0,
  };
}
