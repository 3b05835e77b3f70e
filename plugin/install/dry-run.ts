import { isDeepStrictEqual } from 'node:util';
import { fieldManager } from '../../shared/api/group.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { referenceOf } from '../../shared/kube/kube.ts';
import { objectPath } from '../../shared/kube/paths.ts';
import { resourceOf } from './object-title.ts';

/** What applying an object did, or would do, in kubectl's words. */
export type Change = 'created' | 'configured' | 'unchanged';

/**
 * Applies an object without storing it: the API server checks permissions (also those that a role hands on), schema and policies.
 * Gives what would change, or the server's reason why it is refused.
 */
export async function dryRun(kube: Kube, object: KubeObject, before: KubeObject | undefined): Promise<{ change: Change } | { refusal: string }> {
  const { status, text } = await kube.request(objectPath(referenceOf(resourceOf(object), object)), {
    method: 'PATCH',
    query: { dryRun: 'All', force: true, fieldManager },
    headers: { 'Content-Type': 'application/apply-patch+yaml' },
    body: object,
  });
  const answer = JSON.parse(text) as KubeObject & { message?: string };
  if (status < 300) {
    return { change: changeBetween(before, answer) };
  }
  const message = answer.message ?? `HTTP ${status}`;
  return isAboutDryRun(message) ? { change: before === undefined ? 'created' : 'configured' } : { refusal: message };
}

/** Webhooks of others need not know dry runs: that says nothing about the object. */
function isAboutDryRun(message: string): boolean {
  return message.includes('does not support dry run');
}

function changeBetween(before: KubeObject | undefined, after: KubeObject): Change {
  if (before === undefined) {
    return 'created';
  }
  return isDeepStrictEqual(contentOf(before), contentOf(after)) ? 'unchanged' : 'configured';
}

function contentOf({ metadata, ...rest }: KubeObject): object {
  const { labels, annotations } = metadata;
  return { ...rest, labels, annotations };
}
