import type { Format } from '../format.ts';
import { plainLines } from '../plain-lines.ts';

/** What `watch -o plain` would say now: for logs. */
export const plain: Format = {
  name: 'plain',
  list: (subjects, { now }) => subjects.map(({ view }) => plainLines(undefined, view, now).at(-1) ?? ''),
  one: ({ view }, { now }) => plainLines(undefined, view, now),
};
