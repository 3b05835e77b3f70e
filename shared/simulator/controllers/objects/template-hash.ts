import { isDeepStrictEqual } from 'node:util';
import type { PodTemplate } from './workloads.ts';

export const podTemplateHash = 'pod-template-hash';

/** What Kubernetes spells numbers with in names, so that no words come out. */
const letters = 'bcdfghjklmnpqrstvwxz2456789';

/** The name of a template: up to ten letters and digits, as Kubernetes' look; the same for templates that say the same. */
export function templateHash(template: PodTemplate): string {
  return [...String(fnv32a(JSON.stringify(sorted(meaningOf(template)))))].map((digit) => letters[digit.charCodeAt(0) % letters.length]).join('');
}

/** Whether two templates say the same, but for the label that a ReplicaSet's has. */
export function areEqualTemplates(one: PodTemplate, other: PodTemplate): boolean {
  return isDeepStrictEqual(meaningOf(one), meaningOf(other));
}

/** Null is as good as absent, and so are empty labels and annotations. */
function meaningOf({ metadata = {}, spec }: PodTemplate): object {
  const { labels = {}, annotations = {}, ...rest } = metadata;
  const { [podTemplateHash]: _hash, ...ownLabels } = labels;
  return withoutNulls({ metadata: { ...rest, labels: ownLabels, annotations }, spec }) as object;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null && each !== undefined).map(([key, each]) => [key, withoutNulls(each)]));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, each]) => [key, sorted(each)]));
}

/** FNV-1a, 32 bits. */
function fnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash;
}
