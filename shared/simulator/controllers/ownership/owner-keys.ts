import type { KubeObject } from '../../../kube/kube.ts';
import { keyOf } from '../objects/key-of.ts';
import { selects } from '../objects/label-selector.ts';
import type { LabelSelector } from '../objects/label-selector.ts';
import { controllerOf } from './controller-ref.ts';

/** Whom of one kind a change of an object concerns: who manages it, or where nobody does, all who might adopt it. */
export function ownerKeys(object: KubeObject, kind: string, candidates: readonly (KubeObject & { spec: { selector: LabelSelector } })[]): string[] {
  const { namespace = '' } = object.metadata;
  const owner = controllerOf(object);
  if (owner !== undefined) {
    return owner.kind === kind ? [keyOf({ metadata: { namespace, name: owner.name } })] : [];
  }
  return candidates.filter(({ metadata, spec }) => metadata.namespace === namespace && selects(spec.selector, object.metadata.labels)).map(keyOf);
}
