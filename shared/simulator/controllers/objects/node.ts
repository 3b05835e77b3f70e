import type { KubeObject } from '../../../kube/kube.ts';

export interface Node extends KubeObject {
  spec?: { readonly unschedulable?: boolean };
}
