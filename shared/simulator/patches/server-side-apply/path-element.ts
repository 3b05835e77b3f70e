/** How FieldsV1 names one step of a path, and how messages do. */
import { isMap } from '../json-map.ts';
import type { JsonMap } from '../json-map.ts';
import type { ListStructure } from './structure.ts';

/** A field: `f:image` */
export function fieldElement(name: string): string {
  return `f:${name}`;
}

/** The name in an element that is a field's; undefined of any other. */
export function fieldName(element: string): string | undefined {
  return element.startsWith('f:') ? element.slice(2) : undefined;
}

/** Whether the element is an item of a list that is known by its keys. */
export function isKeyed(element: string): boolean {
  return element.startsWith('k:');
}

/** An item of a list: `k:{"name":"app"}` by its keys, with their defaults, or `v:"x"` by its value. */
export function itemElement({ keys, items }: ListStructure, item: unknown): string {
  if (keys.length === 0 || !isMap(item)) {
    return `v:${JSON.stringify(item)}`;
  }
  const values = [...keys].sort().map((key) => [key, item[key] ?? items.schema.properties?.[key]?.default]);
  return `k:${JSON.stringify(Object.fromEntries(values.filter(([, value]) => value !== undefined)))}`;
}

/** A path as messages write it: `.spec.containers[name="app"].image` */
export function pathText(path: readonly string[]): string {
  return path.map(elementText).join('');
}

/** One step as messages write it: `.spec`, `[name="app"]`, `[="x"]` */
export function elementText(element: string): string {
  const rest = element.slice(2);
  if (isKeyed(element)) {
    return `[${Object.entries(JSON.parse(rest) as JsonMap).map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
  }
  return element.startsWith('v:') ? `[=${rest}]` : `.${rest}`;
}
