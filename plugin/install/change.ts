import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../../shared/kube/kube.ts';

/** What applying an object did, or would do, in kubectl's words. */
export type Change = 'created' | 'configured' | 'unchanged';

/**
 * What happened between two states of an object. Not told by resource versions: controllers write statuses meanwhile, and the API server
 * its notes on who manages which field.
 */
export function changeBetween(before: KubeObject | undefined, after: KubeObject): Change {
  if (before === undefined) {
    return 'created';
  }
  return isDeepStrictEqual(contentOf(before), contentOf(after)) ? 'unchanged' : 'configured';
}

function contentOf({ metadata: { labels, annotations }, ...rest }: KubeObject & { status?: unknown }): object {
  const { status: _status, ...content } = rest;
  return { ...content, labels, annotations };
}
