import { isMap } from './json-map.ts';

/** A JSON value as it stands in the API server's messages: `map[image:app name:web]`, `[a b]`, `<nil>`. */
export function goText(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(goText).join(' ')}]`;
  }
  if (isMap(value)) {
    return `map[${Object.keys(value).sort().map((key) => `${key}:${goText(value[key])}`).join(' ')}]`;
  }
  return value === null || value === undefined ? '<nil>' : String(value);
}

/** What kind of JSON value was found where another was expected, as the API server's decoder calls it. */
export function goKind(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
