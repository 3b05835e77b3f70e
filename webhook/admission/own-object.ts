import type { KubeObject } from '../../shared/kube/kube.ts';
import type { Resource } from '../../shared/kube/resources.ts';
import type { Review } from './review.ts';

/** Whether an object of this kind is made or changed, not one of its subresources. */
export function isWritten({ group, kind, operation, subresource }: Review, resource: Resource): boolean {
  return resource.apiVersion.startsWith(`${group}/`) && kind === resource.kind && subresource === undefined && (operation === 'CREATE' || operation === 'UPDATE');
}

/** The object as it is to be; its schema has been checked by the API server before it asks us. */
export function writtenObject<T extends KubeObject>({ object }: Review): T {
  if (object === undefined) {
    throw new Error('a review that writes an object has none');
  }
  return object as T;
}
