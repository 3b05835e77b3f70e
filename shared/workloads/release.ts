import * as names from '../api/annotations.ts';
import type { KubeObject } from '../kube/kube.ts';
import { templateHash } from './template-hash.ts';
import type { PodTemplate, WorkloadKind } from './workload.ts';

/**
 * The merge patch that releases a hold: it names the template it lets through, so a newer one that came meanwhile is held again. It says
 * all that must be so afterwards, and so needs no webhook to be complete.
 */
export function releasePatch(target: KubeObject): object {
  const { annotations = {} } = target.metadata;
  const gone = Object.fromEntries(names.holdNames.map((name) => [name, null]));
  return {
    metadata: { annotations: { ...gone, [names.promote]: annotations[names.heldTemplate] } },
    spec: { paused: annotations[names.pausedByUser] === 'true' },
  };
}

/** The target with this template (its stable one) in place of what is held or rolling, let through by name. Replaced whole, so a conflict is noticed. */
export function withTemplate(kind: WorkloadKind, target: KubeObject, template: PodTemplate): KubeObject {
  const annotations: Record<string, string> = { ...target.metadata.annotations, [names.promote]: templateHash(template) };
  const paused = annotations[names.pausedByUser] === 'true' || (annotations[names.heldBy] === undefined && kind.isPaused(target));
  for (const name of [...names.holdNames, names.lifted, names.bypassed]) {
    delete annotations[name];
  }
  const { spec } = target as KubeObject & { spec: object };
  return { ...target, metadata: { ...target.metadata, annotations }, spec: { ...spec, paused, template } } as KubeObject;
}
