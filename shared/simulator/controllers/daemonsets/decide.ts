import type { EventNote } from '../loop/event-recorder.ts';
import type { Node } from '../objects/node.ts';
import { olderFirst } from '../objects/older-first.ts';
import { isAvailable, isReady, isTerminating } from '../objects/pod.ts';
import type { Pod } from '../objects/pod.ts';
import type { DaemonSet } from '../objects/workloads.ts';
import { fitsNode } from '../scheduling/node-fit.ts';
import { isUpdated, targetNode } from './daemon-pod.ts';
import { surgeOf, unavailableOf } from './settings.ts';

export interface Observed {
  readonly set: DaemonSet;
  /** Its own. */
  readonly pods: readonly Pod[];
  readonly nodes: readonly Node[];
  /** Of the present template. */
  readonly hash: string;
}

export interface DaemonChanges {
  /** Names of the nodes that get a pod of the present template. */
  readonly createOn: readonly string[];
  readonly remove: readonly Pod[];
  readonly notes: readonly EventNote[];
}

/** Its pods on one node, the oldest first; those being deleted are not among them. */
interface OnNode {
  readonly name: string;
  readonly shouldRun: boolean;
  readonly living: readonly Pod[];
  /** With those being deleted. */
  readonly all: readonly Pod[];
}

/** What to do next: each node that fits has a pod; where all have one, old ones are replaced as the update strategy says. */
export function decide(observed: Observed, now: Date): DaemonChanges {
  const nodes = onNodes(observed);
  const kept = keepOnePerNode(observed, nodes, now);
  if (kept.createOn.length + kept.remove.length > 0 || observed.set.spec.updateStrategy?.type === 'OnDelete') {
    return kept;
  }
  return surgeOf(observed.set, nodes) === 0 ? replaceOld(observed, nodes, now) : surge(observed, nodes, now);
}

function onNodes({ set, pods, nodes }: Observed): OnNode[] {
  return nodes.map((node) => {
    const all = pods.filter((pod) => targetNode(pod) === node.metadata.name).sort(olderFirst);
    return { name: node.metadata.name, shouldRun: fitsNode(set.spec.template.spec, node), all, living: all.filter((pod) => !isTerminating(pod)) };
  });
}

function keepOnePerNode(observed: Observed, nodes: readonly OnNode[], now: Date): DaemonChanges {
  const surges = surgeOf(observed.set, nodes) > 0;
  const ended = nodes.flatMap(({ living }) => living.filter(({ status }) => status?.phase === 'Failed' || status?.phase === 'Succeeded'));
  const running = (node: OnNode) => node.living.filter((pod) => !ended.includes(pod));
  const surplus = (node: OnNode) => {
    if (!node.shouldRun) {
      return running(node);
    }
    return surges ? beyondOldAndNew(observed, running(node), now) : running(node).slice(1);
  };
  return {
    createOn: nodes.filter((node) => node.shouldRun && (node.all.length === 0 || (surges && node.living.length === 0))).map(({ name }) => name),
    remove: [...ended, ...nodes.flatMap(surplus)],
    notes: ended.map(endNote),
  };
}

/** While a node's old pod is being replaced by surge, it has two: the old one as long as it serves and the new one is not available. */
function beyondOldAndNew({ set, hash }: Observed, running: readonly Pod[], now: Date): readonly Pod[] {
  if (running.length <= 1) {
    return [];
  }
  const fresh = running.find((pod) => isUpdated(pod, hash));
  const old = running.find((pod) => !isUpdated(pod, hash));
  const others = running.filter((pod) => pod !== fresh && pod !== old);
  const isReplaced = fresh !== undefined && old !== undefined && (!isReady(old) || isAvailable(fresh, set.spec.minReadySeconds ?? 0, now));
  return isReplaced ? [...others, old] : others;
}

/** Without surge: as many old pods are deleted as may be unavailable; those that are unavailable anyway in any case. */
function replaceOld({ set, hash }: Observed, nodes: readonly OnNode[], now: Date): DaemonChanges {
  const available = (pod: Pod) => isAvailable(pod, set.spec.minReadySeconds ?? 0, now);
  const wanted = nodes.filter(({ shouldRun, all }) => shouldRun || all.length > 0);
  const old = wanted.flatMap(({ living }) => living.filter((pod) => !isUpdated(pod, hash)));
  const unavailable = wanted.filter(({ living }) => !living.some(available)).length;
  const mayGo = Math.max(0, unavailableOf(set, nodes) - unavailable);
  return { createOn: [], remove: [...old.filter((pod) => !available(pod)), ...old.filter(available).slice(0, mayGo)], notes: [] };
}

/** With surge: nodes get a new pod beside their old one, as many at a time as the surge allows. */
function surge({ set, hash }: Observed, nodes: readonly OnNode[], now: Date): DaemonChanges {
  const available = (pod: Pod) => isAvailable(pod, set.spec.minReadySeconds ?? 0, now);
  const wanted = nodes.filter(({ shouldRun }) => shouldRun);
  const onlyOld = wanted.filter(({ living }) => living.length > 0 && !living.some((pod) => isUpdated(pod, hash)));
  const surging = wanted.filter(({ living }) => living.length > 1).length;
  const broken = onlyOld.filter(({ living }) => !living.some(available));
  const serving = onlyOld.filter((node) => !broken.includes(node)).slice(0, Math.max(0, surgeOf(set, nodes) - surging));
  return { createOn: [...broken, ...serving].map(({ name }) => name), remove: [], notes: [] };
}

function endNote({ metadata: { namespace, name }, spec: { nodeName = '' }, status }: Pod): EventNote {
  return status?.phase === 'Failed'
    ? { type: 'Warning', reason: 'FailedDaemonPod', message: `Found failed daemon pod ${namespace}/${name} on node ${nodeName}, will try to kill it` }
    : { type: 'Normal', reason: 'SucceededDaemonPod', message: `Found succeeded daemon pod ${namespace}/${name} on node ${nodeName}, will try to delete it` };
}
