import { createHash } from 'node:crypto';
import type { PodTemplate } from './workload.ts';

const podTemplateHash = 'pod-template-hash';
const restartedAt = 'kubectl.kubernetes.io/restartedAt';

/**
 * The name of a pod template: ten hex digits that are the same wherever that template stands, in a workload or in the ReplicaSet made of
 * it. Templates come from the API server, so defaults are filled in alike.
 */
export function templateHash(template: PodTemplate): string {
  return createHash('sha256').update(canonicalJson(withoutKeys(template))).digest('hex').slice(0, 10);
}

/** Whether two templates differ by `kubectl rollout restart` alone. */
export function isRestart(before: PodTemplate, after: PodTemplate): boolean {
  const strip = (template: PodTemplate) => canonicalJson(withoutKeys(template, restartedAt));
  return templateHash(before) !== templateHash(after) && strip(before) === strip(after);
}

function withoutKeys(template: PodTemplate, annotation?: string): PodTemplate {
  const { labels = {}, annotations = {}, ...metadata } = template.metadata ?? {};
  delete metadata['creationTimestamp'];
  return { ...template, metadata: { ...metadata, labels: without(labels, podTemplateHash), annotations: without(annotations, annotation) } };
}

function without(map: Record<string, string>, key: string | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
}

/** JSON with sorted keys and without undefined, null and empty containers of metadata, so that equal objects give equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).filter(([, each]) => each !== null && each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner);
}
