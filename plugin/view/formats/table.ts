import { canaryTable } from '../canary-columns.ts';
import type { Format } from '../format.ts';
import { frame } from '../frame.ts';

/** For people: a row per canary as kubectl prints them, or the whole picture of one. */
export const table: Format = {
  name: 'table',
  list: (subjects, page) => canaryTable(subjects, page, { wide: false }),
  one: ({ view }, page) => frame(view, { ...page, height: Infinity, historyLines: 8 }),
};
