import type { KubeObject } from '../../../kube/kube.ts';

/** An order by creation; names decide between those of one second. */
export function olderFirst(one: KubeObject, other: KubeObject): number {
  const [first = '', second = ''] = [one.metadata.creationTimestamp, other.metadata.creationTimestamp];
  return compare(first, second) || compare(one.metadata.name, other.metadata.name);
}

function compare(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}
