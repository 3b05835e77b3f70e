import type { KubeObject } from '../../../kube/kube.ts';
import type { Pod } from '../objects/pod.ts';
import type { PodTemplate, StatefulSet } from '../objects/workloads.ts';
import { podFromTemplate } from '../pods-of/pod-from-template.ts';
import { controllerRevisionHash } from '../revisions/controller-revision.ts';

/** The number at the end of a pod's name; undefined where the pod is not named after the set. */
export function ordinalOf({ metadata: { name } }: KubeObject, set: StatefulSet): number | undefined {
  const [, parent, ordinal] = /^(.*)-(\d+)$/.exec(name) ?? [];
  return parent === set.metadata.name ? Number(ordinal) : undefined;
}

/** The name of the revision that a pod is of. */
export function revisionOf({ metadata }: Pod): string {
  return metadata.labels?.[controllerRevisionHash] ?? '';
}

/** The pod of an ordinal: its name, host name and volumes stay the same whenever it is made again. */
export function statefulPod(set: StatefulSet, ordinal: number, { name: revision, template }: { name: string; template: PodTemplate }): Pod {
  const pod = podFromTemplate(template, set);
  const name = `${set.metadata.name}-${ordinal}`;
  const { generateName: _generateName, ...metadata } = pod.metadata;
  const labels = {
    ...metadata.labels,
    'statefulset.kubernetes.io/pod-name': name,
    'apps.kubernetes.io/pod-index': String(ordinal),
    [controllerRevisionHash]: revision,
  };
  const subdomain = set.spec.serviceName === undefined || set.spec.serviceName === '' ? {} : { subdomain: set.spec.serviceName };
  return { ...pod, metadata: { ...metadata, name, labels }, spec: { ...pod.spec, hostname: name, ...subdomain, ...volumesOf(set, pod, ordinal) } };
}

/** The PersistentVolumeClaims of an ordinal. */
export function claimsOf(set: StatefulSet, ordinal: number): KubeObject[] {
  const { namespace = '' } = set.metadata;
  return (set.spec.volumeClaimTemplates ?? []).map((template) => ({
    ...template,
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { ...template.metadata, name: claimName(set, template, ordinal), namespace, labels: { ...template.metadata.labels, ...set.spec.selector.matchLabels } },
  }));
}

function volumesOf(set: StatefulSet, pod: Pod, ordinal: number): { volumes?: readonly object[] } {
  const templates = set.spec.volumeClaimTemplates ?? [];
  const own = (pod.spec['volumes'] ?? []) as readonly { name: string }[];
  const others = own.filter(({ name }) => !templates.some(({ metadata }) => metadata.name === name));
  const claimed = templates.map((template) => ({ name: template.metadata.name, persistentVolumeClaim: { claimName: claimName(set, template, ordinal) } }));
  return claimed.length === 0 ? {} : { volumes: [...claimed, ...others] };
}

function claimName(set: StatefulSet, { metadata }: KubeObject, ordinal: number): string {
  return `${metadata.name}-${set.metadata.name}-${ordinal}`;
}
