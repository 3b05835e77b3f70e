import { LineCounter, isMap, isNode, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import type { SourceFile } from './read-files.ts';

/** One object as it stands in a file. */
export interface FileObject {
  readonly file: string;
  /** From 1. */
  readonly document: number;
  /** Whatever was written there; nothing where it could not be read. */
  readonly value: unknown;
  /** Why it could not be read, in one line. */
  readonly mistake: string | undefined;
  /** The line of the file that a path is about: the nearest that is there. From 1. */
  lineOf(path: readonly (string | number)[]): number;
}

/** The objects of a file, with those of a List one by one. Empty documents are none. */
export function parseDocuments({ path: file, text }: SourceFile): FileObject[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  return documents.flatMap((parsed, index) => objectsOf(parsed, { file, document: index + 1, lines }));
}

interface Place {
  readonly file: string;
  readonly document: number;
  readonly lines: LineCounter;
}

function objectsOf(parsed: Document, { file, document, lines }: Place): FileObject[] {
  const lineAt = (offset: number | undefined) => Math.max(1, lines.linePos(offset ?? 0).line);
  const [error] = parsed.errors;
  if (error !== undefined) {
    return [{ file, document, value: undefined, mistake: error.message.split('\n')[0] ?? '', lineOf: () => lineAt(error.pos[0]) }];
  }
  const value: unknown = parsed.toJS();
  if (value === null || value === undefined) {
    return [];
  }
  const one = (each: unknown, prefix: readonly (string | number)[]): FileObject => ({ file, document, value: each, mistake: undefined, lineOf: (path) => lineAt(offsetOf(parsed, [...prefix, ...path])) });
  const { kind, items } = value as { kind?: unknown; items?: unknown };
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? items.map((item, index) => one(item, ['items', index])) : [one(value, [])];
}

/** Where a field's key or a list's item stands, or the nearest one above it that is there. */
function offsetOf(parsed: Document, path: readonly (string | number)[]): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? parsed.contents : parsed.getIn(path.slice(0, length - 1), true);
    const name = path[length - 1];
    const node = isMap(parent) ? keyOf(parent, name) : isSeq(parent) && parent.get(Number(name), true);
    if (isNode(node) && node.range) {
      return node.range[0];
    }
  }
  return parsed.contents?.range?.[0];
}

function keyOf(map: YAMLMap, name: string | number | undefined): unknown {
  return map.items.find(({ key }) => isScalar(key) && String(key.value) === String(name))?.key;
}
