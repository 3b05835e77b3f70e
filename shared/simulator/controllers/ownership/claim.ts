import type { KubeObject } from '../../../kube/kube.ts';
import { selects } from '../objects/label-selector.ts';
import type { LabelSelector } from '../objects/label-selector.ts';
import { controllerOf } from './controller-ref.ts';

/** An owner's objects by what is to be done about who owns them. */
export interface Claim<T extends KubeObject> {
  readonly owned: readonly T[];
  /** Orphans that its selector matches. */
  readonly adopt: readonly T[];
  /** Its own, which its selector does not match any more. */
  readonly release: readonly T[];
}

/** Which of these objects belong to an owner. One that is being deleted neither adopts nor releases. */
export function claim<T extends KubeObject>(owner: KubeObject & { spec: { selector: LabelSelector } }, objects: readonly T[]): Claim<T> {
  const near = objects.filter(({ metadata }) => metadata.namespace === owner.metadata.namespace);
  const isMatch = ({ metadata }: T) => selects(owner.spec.selector, metadata.labels);
  const own = near.filter((object) => controllerOf(object)?.uid === owner.metadata.uid);
  const isLeaving = owner.metadata.deletionTimestamp !== undefined;
  return {
    owned: own.filter(isMatch),
    adopt: isLeaving ? [] : near.filter((object) => controllerOf(object) === undefined && object.metadata.deletionTimestamp === undefined && isMatch(object)),
    release: isLeaving ? [] : own.filter((object) => !isMatch(object)),
  };
}
