import { canaryLabel, heldTemplate } from '../api/annotations.ts';
import type { Canary } from '../api/canary.ts';
import type { KubeObject } from '../kube/kube.ts';
import { canarySelector } from './selector-label.ts';
import { templateHash } from './template-hash.ts';
import type { PodTemplate, WorkloadKind } from './workload.ts';

interface WorkloadObject extends KubeObject {
  spec: { replicas?: number; template: PodTemplate; [field: string]: unknown };
}

/** The name of the workload that runs the new version. */
export function canaryWorkloadName(target: string): string {
  return `${target}-canary`;
}

/** Whether this `<target>-canary` is of this Canary; one that is not is never touched. */
export function isOurs(workload: KubeObject, canary: Canary): boolean {
  return workload.metadata.labels?.[canaryLabel] === canary.metadata.name;
}

/** The hash of the target's template that a canary workload was made from. */
export function madeFrom(workload: KubeObject): string {
  return workload.metadata.annotations?.[heldTemplate] ?? '';
}

export interface CanaryWorkloadInput {
  readonly kind: WorkloadKind;
  readonly canary: Canary;
  readonly target: KubeObject;
  readonly replicas: number;
  readonly existing: KubeObject | undefined;
  /** The router's: a pod counts as available only when the data plane has surely heard of it, or its first requests fail. */
  readonly settleSeconds: number;
}

/**
 * The workload that runs the target's held template under names of its own: its selector label has another value, so no Service or
 * workload of the target's sees its pods. Made from the existing one where there is one, so that a conflict is noticed.
 */
export function renderCanaryWorkload({ kind, canary, target, replicas, existing, settleSeconds }: CanaryWorkloadInput): KubeObject {
  const name = canaryWorkloadName(target.metadata.name);
  const { paused: _paused, template, ...spec } = (target as WorkloadObject).spec;
  const matchLabels = canarySelector(kind.selector(target), name);
  const labels = { ...template.metadata?.labels, ...matchLabels, [canaryLabel]: canary.metadata.name };
  const object: WorkloadObject = {
    apiVersion: target.apiVersion,
    kind: target.kind,
    metadata: {
      ...existing?.metadata,
      name,
      namespace: target.metadata.namespace ?? 'default',
      labels: { ...existing?.metadata.labels, [canaryLabel]: canary.metadata.name },
      annotations: { ...existing?.metadata.annotations, [heldTemplate]: templateHash(template) },
      ownerReferences: [{ apiVersion: canary.apiVersion, kind: canary.kind, name: canary.metadata.name, uid: canary.metadata.uid ?? '', controller: true, blockOwnerDeletion: true }],
    },
    spec: {
      ...spec,
      replicas,
      revisionHistoryLimit: 1,
      minReadySeconds: Math.max(Number(spec['minReadySeconds'] ?? 0), settleSeconds),
      ...(canary.spec.progressDeadlineSeconds === undefined ? {} : { progressDeadlineSeconds: canary.spec.progressDeadlineSeconds }),
      selector: { matchLabels },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
  return object;
}
