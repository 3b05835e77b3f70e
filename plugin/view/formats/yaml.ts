import { stringify } from 'yaml';
import type { Format } from '../format.ts';
import { asList, asRead } from '../objects.ts';

/** The objects themselves, as kubectl prints them. */
export const yaml: Format = {
  name: 'yaml',
  list: (subjects) => render(asList(subjects)),
  one: (subject) => render(asRead(subject)),
};

function render(object: object): string[] {
  // kubectl reads YAML 1.1, where more words (yes, on, times) must be quoted to stay texts.
  return stringify(object, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }).trimEnd().split('\n');
}
