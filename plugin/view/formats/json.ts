import { documentLines } from '../documents.ts';
import type { Format } from '../format.ts';
import { asList, asRead } from '../objects.ts';

/** The objects themselves, as kubectl prints them. */
export const json: Format = {
  name: 'json',
  list: (subjects) => documentLines('json', asList(subjects)),
  one: (subject) => documentLines('json', asRead(subject)),
};
