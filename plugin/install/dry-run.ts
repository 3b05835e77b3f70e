import { fieldManager } from '../../shared/api/group.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { referenceOf } from '../../shared/kube/kube.ts';
import { objectPath } from '../../shared/kube/paths.ts';
import { changeBetween } from './change.ts';
import type { Change } from './change.ts';
import { resourceOf } from './object-title.ts';

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
