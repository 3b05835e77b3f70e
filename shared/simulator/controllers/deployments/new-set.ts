import { isDeepStrictEqual } from 'node:util';
import { podTemplateHash, templateHash } from '../objects/template-hash.ts';
import type { Deployment, ReplicaSet } from '../objects/workloads.ts';
import { controllerRef } from '../ownership/controller-ref.ts';
import { newSetAnnotations, nextRevision, replicasAnnotations } from './annotations.ts';
import { allOf, totalSizeOf } from './sets.ts';
import type { Sets } from './sets.ts';
import type { Settings } from './settings.ts';

/** The sets with the new one brought up to date: its revision is the highest, and it has the Deployment's annotations. */
export function withRevisions(deployment: Deployment, sets: Sets): Sets {
  const { newSet, oldSets } = sets;
  if (newSet === undefined) {
    return sets;
  }
  const annotations = newSetAnnotations(deployment, newSet.metadata.annotations, nextRevision(oldSets));
  const minReadySeconds = deployment.spec.minReadySeconds ?? 0;
  if (isDeepStrictEqual(annotations, newSet.metadata.annotations ?? {}) && minReadySeconds === (newSet.spec.minReadySeconds ?? 0)) {
    return sets;
  }
  return { oldSets, newSet: { ...newSet, metadata: { ...newSet.metadata, annotations }, spec: { ...newSet.spec, minReadySeconds } } };
}

/** The sets with a new one of the size that it may have at once, where there is none yet. */
export function withNewSet(deployment: Deployment, sets: Sets, settings: Settings): Sets {
  if (sets.newSet !== undefined) {
    return withRevisions(deployment, sets);
  }
  const { oldSets } = sets;
  const empty = makeSet(deployment, 0);
  const annotations = { ...newSetAnnotations(deployment, {}, nextRevision(oldSets)), ...replicasAnnotations(settings) };
  const newSet = { ...empty, metadata: { ...empty.metadata, annotations } };
  return { oldSets, newSet: { ...newSet, spec: { ...newSet.spec, replicas: newSizeOf({ newSet, oldSets }, settings) } } };
}

/** How large the new set may be now: as large as asked for, as long as all pods together stay within the surge. */
export function newSizeOf(sets: Sets, { replicas, maxSurge, isRolling }: Settings): number {
  const size = sets.newSet?.spec.replicas ?? 0;
  if (!isRolling) {
    return replicas;
  }
  const room = Math.max(0, replicas + maxSurge - totalSizeOf(allOf(sets)));
  return size + Math.min(room, Math.max(0, replicas - size));
}

function makeSet(deployment: Deployment, replicas: number): ReplicaSet {
  const { metadata: { name, namespace = '' }, spec: { selector, template, minReadySeconds = 0 } } = deployment;
  const hash = templateHash(template);
  const labels = { ...template.metadata?.labels, [podTemplateHash]: hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: `${name}-${hash}`, namespace, labels, ownerReferences: [controllerRef(deployment)] },
    spec: {
      replicas, minReadySeconds,
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [podTemplateHash]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}
