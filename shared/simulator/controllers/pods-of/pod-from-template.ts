import type { KubeObject } from '../../../kube/kube.ts';
import type { Pod } from '../objects/pod.ts';
import type { PodTemplate } from '../objects/workloads.ts';
import { controllerRef } from '../ownership/controller-ref.ts';

/** A new pod of a template, managed by its owner; the API server gives it the rest of its name. */
export function podFromTemplate({ metadata = {}, spec }: PodTemplate, owner: KubeObject): Pod {
  const { labels, annotations, finalizers } = metadata;
  const { name, namespace } = owner.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: '',
      generateName: `${name}-`,
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels: { ...labels } }),
      ...(annotations === undefined ? {} : { annotations: { ...annotations } }),
      ...(finalizers === undefined ? {} : { finalizers: [...finalizers] }),
      ownerReferences: [controllerRef(owner)],
    },
    spec,
  };
}
