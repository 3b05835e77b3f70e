import type { EventNote } from '../loop/event-recorder.ts';
import type { Pod } from '../objects/pod.ts';
import { controllerOf } from '../ownership/controller-ref.ts';
import type { PodNotes, PodVerb } from '../pods-of/pod-writer.ts';

/** How a StatefulSet tells of its pods. */
export const statefulPodNotes: PodNotes = {
  done: (verb, pod) => ({ type: 'Normal', reason: `Successful${title(verb)}`, message: `${what(verb, pod)} successful` }),
  failed: (verb, pod, why) => ({ type: 'Warning', reason: `Failed${title(verb)}`, message: `${what(verb, pod)} failed error: ${why}` }),
};

/** How it tells of a PersistentVolumeClaim that it has made for a pod. */
export function claimNote(claim: string, pod: string, set: string): EventNote {
  return { type: 'Normal', reason: 'SuccessfulCreate', message: `Create Claim ${claim} Pod ${pod} in StatefulSet ${set} success` };
}

function what(verb: PodVerb, pod: Pod): string {
  return `${title(verb)} Pod ${pod.metadata.name} in StatefulSet ${controllerOf(pod)?.name}`;
}

function title(verb: PodVerb): string {
  return verb === 'create' ? 'Create' : 'Delete';
}
