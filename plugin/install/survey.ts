import { namespaces } from '../../shared/kube/resources.ts';
import { referenceOf } from '../../shared/kube/kube.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { versionProblem } from './cluster-version.ts';
import type { Change } from './change.ts';
import { dryRun } from './dry-run.ts';
import { resourceOf, titleOf } from './object-title.ts';
import { isOfInstallation } from './ownership.ts';
import { missingPermissions } from './permissions.ts';

export interface Survey {
  /** All that stands in the way; empty where nothing does. */
  readonly problems: readonly string[];
  /** What applying each object would do, where there are no problems. */
  readonly changes: ReadonlyMap<KubeObject, Change>;
}

/** Looks at a cluster before an installation; changes nothing. */
export async function survey(kube: Kube, objects: readonly KubeObject[]): Promise<Survey> {
  const problems: string[] = [];
  const changes = new Map<KubeObject, Change>();
  const [version, missing] = await Promise.all([versionProblem(kube), missingPermissions(kube, objects)]);
  problems.push(...(version === undefined ? [] : [version]), ...missing.map(({ problem }) => problem));
  const allowed = objects.filter((object) => !missing.some(({ resource }) => resource === resourceOf(object)));
  const absentNamespaces = new Set<string>();
  for (const object of [...allowed].sort(namespacesFirst)) {
    const finding = await surveyObject(kube, object, absentNamespaces);
    if ('problem' in finding) {
      problems.push(finding.problem);
    } else {
      changes.set(object, finding.change);
    }
  }
  return { problems, changes };
}

/** Namespaces that are not there yet are noted: nothing in them can be tried. */
async function surveyObject(kube: Kube, object: KubeObject, absentNamespaces: Set<string>): Promise<{ change: Change } | { problem: string }> {
  const before = await kube.get(referenceOf(resourceOf(object), object));
  if (before === undefined && object.kind === namespaces.kind) {
    absentNamespaces.add(object.metadata.name);
  }
  if (before?.metadata.deletionTimestamp !== undefined) {
    return { problem: `${titleOf(object)} is being deleted: wait until it is gone` };
  }
  if (before !== undefined && object.kind !== namespaces.kind && !isOfInstallation(before)) {
    return { problem: `${titleOf(object)} exists and is not ours: delete or rename it` };
  }
  if (absentNamespaces.has(object.metadata.namespace ?? '')) {
    return { change: 'created' };
  }
  const tried = await dryRun(kube, object, before);
  return 'refusal' in tried ? { problem: `${titleOf(object)} is refused: ${tried.refusal}` } : tried;
}

function namespacesFirst(a: KubeObject, b: KubeObject): number {
  return Number(b.kind === namespaces.kind) - Number(a.kind === namespaces.kind);
}
