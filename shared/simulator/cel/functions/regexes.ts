import { regExpOf } from '../re2.ts';
import type { Functions } from './function.ts';

const matches = (text: string, pattern: string) => regExpOf(pattern).test(text);

export const regexes = {
  'matches(string, string)': matches,
  'string.matches(string)': matches,
  'string.find(string)': (text: string, pattern: string) => regExpOf(pattern).exec(text)?.[0] ?? '',
  'string.findAll(string)': (text: string, pattern: string) => findAll(text, pattern, -1n),
  'string.findAll(string, int)': findAll,
} satisfies Functions;

/** A negative limit means all. */
function findAll(text: string, pattern: string, limit: bigint): string[] {
  const found = [...text.matchAll(new RegExp(regExpOf(pattern), 'gu'))].map(([whole]) => whole);
  return limit < 0n ? found : found.slice(0, Number(limit));
}
