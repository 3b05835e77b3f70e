import type { ObjectReference, Selection } from './kube.ts';
import type { Resource } from './resources.ts';

/** The REST path of a collection; without a namespace, of all namespaces. */
export function collectionPath({ apiVersion, plural, namespaced }: Resource, namespace?: string): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return namespaced && namespace !== undefined ? `${root}/namespaces/${encodeURIComponent(namespace)}/${plural}` : `${root}/${plural}`;
}

/** The REST path of one object. */
export function objectPath({ resource, namespace, name }: ObjectReference): string {
  return `${collectionPath(resource, namespace)}/${encodeURIComponent(name)}`;
}

/** The query of a list or watch. */
export function selectionQuery({ labelSelector, fieldSelector }: Selection): Record<string, string | undefined> {
  return { labelSelector, fieldSelector };
}
