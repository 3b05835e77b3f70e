import type { Format } from '../format.ts';
import { asList, asRead } from '../objects.ts';

/** The objects themselves, as kubectl prints them. */
export const json: Format = {
  name: 'json',
  list: (subjects) => JSON.stringify(asList(subjects), undefined, 4).split('\n'),
  one: (subject) => JSON.stringify(asRead(subject), undefined, 4).split('\n'),
};
