import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node } from 'yaml';

/** Where a JSON text names a field twice, as the API server says it: `duplicate field "data.a"`. The last one counts. */
export function duplicateFields(text: string): string[] {
  return countedKeys(text) === countKeys(parsed(text)) ? [] : duplicatesIn(parseDocument(text, { uniqueKeys: false }).contents, '');
}

/** In JSON, a string with a colon after it is a key. */
function countedKeys(text: string): number {
  return text.match(/"(?:[^"\\]|\\.)*"\s*:/g)?.length ?? 0;
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  const within = Object.values(value).reduce<number>((sum, each) => sum + countKeys(each), 0);
  return within + (Array.isArray(value) ? 0 : Object.keys(value).length);
}

/** What is no JSON is refused elsewhere. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function duplicatesIn(node: Node | null, path: string): string[] {
  if (isSeq<Node>(node)) {
    return node.items.flatMap((item, index) => duplicatesIn(item, `${path}[${index}]`));
  }
  if (!isMap<Node, Node>(node)) {
    return [];
  }
  const seen = new Set<string>();
  return node.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : '';
    const place = path === '' ? name : `${path}.${name}`;
    const again = seen.has(name) ? [`duplicate field "${place}"`] : [];
    seen.add(name);
    return [...again, ...duplicatesIn(value, place)];
  });
}
