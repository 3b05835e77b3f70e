import type { KubeObject } from '../../../kube/kube.ts';
import { areEqualTemplates, templateHash } from '../objects/template-hash.ts';
import type { ControllerRevision, PodTemplate } from '../objects/workloads.ts';
import { controllerRef } from '../ownership/controller-ref.ts';

/** Its label on the pods of DaemonSets (a hash) and StatefulSets (a revision's name). */
export const controllerRevisionHash = 'controller-revision-hash';

/** The revision of a workload's present template: one that is there, or a new one; always with the highest number of all. */
export interface PresentRevision {
  readonly revision: ControllerRevision;
  /** What has to be written before it is so. */
  readonly write: 'create' | 'update' | undefined;
  /** The others, the oldest first. */
  readonly old: readonly ControllerRevision[];
}

/** Finds or makes the present revision; `hashLabel` is where its hash stands. */
export function presentRevision(owner: KubeObject & { spec: { template: PodTemplate } }, revisions: readonly ControllerRevision[], hashLabel: string): PresentRevision {
  const known = [...revisions].sort((one, other) => one.revision - other.revision);
  const found = known.findLast(({ data }) => areEqualTemplates(data.spec.template, owner.spec.template));
  const old = known.filter((each) => each !== found);
  const number = (old.at(-1)?.revision ?? 0) + 1;
  if (found === undefined) {
    return { revision: makeRevision(owner, number, hashLabel), write: 'create', old };
  }
  return found.revision < number ? { revision: { ...found, revision: number }, write: 'update', old } : { revision: found, write: undefined, old };
}

/** The template that a revision keeps. */
export function templateOf({ data: { spec: { template: { $patch: _patch, ...template } } } }: ControllerRevision): PodTemplate {
  return template;
}

/** Old revisions beyond the limit, without those that are still in use. */
export function beyondLimit(old: readonly ControllerRevision[], limit: number, isInUse: (revision: ControllerRevision) => boolean): ControllerRevision[] {
  const unused = old.filter((revision) => !isInUse(revision));
  return unused.slice(0, Math.max(0, unused.length - limit));
}

function makeRevision(owner: KubeObject & { spec: { template: PodTemplate } }, number: number, hashLabel: string): ControllerRevision {
  const { template } = owner.spec;
  const { name, namespace = '', annotations } = owner.metadata;
  const hash = templateHash(template);
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: { ...template.metadata?.labels, [hashLabel]: hash },
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerRef(owner)],
    },
    data: { spec: { template: { ...template, $patch: 'replace' } } },
    revision: number,
  };
}
