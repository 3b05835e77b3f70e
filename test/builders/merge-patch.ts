/** RFC 7386: null takes away, objects are merged, anything else replaces. The target is left as it is. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) {
    return patch;
  }
  const merged: Record<string, unknown> = isMap(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete merged[key];
    } else if (value !== undefined) {
      merged[key] = mergePatch(merged[key], value);
    }
  }
  return merged;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
