import type { KubeObject } from '../../../kube/kube.ts';

/** What an object waits under in a work queue: `namespace/name`. */
export function keyOf({ metadata: { namespace = '', name } }: Pick<KubeObject, 'metadata'>): string {
  return `${namespace}/${name}`;
}

/** The namespace and name of a key. */
export function parseKey(key: string): { namespace: string; name: string } {
  const [namespace = '', name = ''] = key.split('/');
  return { namespace, name };
}
