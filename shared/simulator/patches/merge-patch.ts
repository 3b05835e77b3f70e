import { isMap } from './json-map.ts';
import type { JsonMap } from './json-map.ts';

/** RFC 7386: null takes away, objects are merged, anything else replaces. The target is left as it is. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) {
    return patch;
  }
  const merged: JsonMap = isMap(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete merged[key];
    } else if (value !== undefined) {
      merged[key] = mergePatch(merged[key], value);
    }
  }
  return merged;
}
