import { keysOf } from '../maps.ts';
import type { CelMap } from '../maps.ts';
import type { Functions } from './function.ts';

const lengthOf = (text: string) => [...text].length;

export const standard = {
  'size(string)': lengthOf,
  'string.size()': lengthOf,
  'size(bytes)': (bytes: Uint8Array) => bytes.length,
  'bytes.size()': (bytes: Uint8Array) => bytes.length,
  'size(list)': (list: unknown[]) => list.length,
  'list.size()': (list: unknown[]) => list.length,
  'size(map)': (map: CelMap) => keysOf(map).length,
  'map.size()': (map: CelMap) => keysOf(map).length,
  'string.contains(string)': (text: string, part: string) => text.includes(part),
  'string.startsWith(string)': (text: string, start: string) => text.startsWith(start),
  'string.endsWith(string)': (text: string, end: string) => text.endsWith(end),
} satisfies Functions;
