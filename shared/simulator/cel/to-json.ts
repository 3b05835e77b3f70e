import { entryOf, isMap, keysOf } from './maps.ts';
import { Special } from './values.ts';

/** Plain values out of those of CEL: ints and doubles are numbers. */
export function toJson(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return Number(value);
  }
  if (value instanceof Special) {
    return value.toJson();
  }
  if (Array.isArray(value)) {
    return value.map(toJson);
  }
  if (isMap(value)) {
    return Object.fromEntries(keysOf(value).map((key) => [String(key), toJson(entryOf(value, key))]));
  }
  return value;
}
