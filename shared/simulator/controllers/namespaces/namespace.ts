import type { KubeObject } from '../../../kube/kube.ts';
import type { Condition } from '../objects/condition.ts';

export interface Namespace extends KubeObject {
  spec?: { readonly finalizers?: readonly string[] };
  status?: { readonly phase?: 'Active' | 'Terminating'; readonly conditions?: readonly Condition[] };
}

/** Whether things can be made in it. */
export function isLiving(namespace: Namespace | undefined): boolean {
  return namespace !== undefined && namespace.metadata.deletionTimestamp === undefined && namespace.status?.phase !== 'Terminating';
}
