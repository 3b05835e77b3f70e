import { canaryTable } from '../canary-columns.ts';
import type { Format } from '../format.ts';
import { frame } from '../frame.ts';

/** As `table`, with what is seldom asked for: target, provider and interval of each, and the whole history of one. Never cut. */
export const wide: Format = {
  name: 'wide',
  list: (subjects, page) => canaryTable(subjects, { ...page, width: Infinity }, { wide: true }),
  one: ({ view }, page) => frame(view, { ...page, width: Infinity, height: Infinity }),
};
