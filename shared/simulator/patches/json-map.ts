export type JsonMap = Record<string, unknown>;

/** Whether a JSON value is an object, neither a list nor null. */
export function isMap(value: unknown): value is JsonMap {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
