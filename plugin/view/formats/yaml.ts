import { documentLines } from '../documents.ts';
import type { Format } from '../format.ts';
import { asList, asRead } from '../objects.ts';

/** The objects themselves, as kubectl prints them. */
export const yaml: Format = {
  name: 'yaml',
  list: (subjects) => documentLines('yaml', asList(subjects)),
  one: (subject) => documentLines('yaml', asRead(subject)),
};
