import { stringify } from 'yaml';
import { Failure } from '../../shared/errors.ts';
import { nearestWord } from '../../shared/nearest-word.ts';

const documents = {
  json: (value: unknown) => JSON.stringify(value, undefined, 4).split('\n'),
  // kubectl reads YAML 1.1, where more words (yes, on, times) must be quoted to stay texts.
  yaml: (value: unknown) => stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }).trimEnd().split('\n'),
} as const;

/** What `-o` may be, for commands whose answer is a text for people, or data. */
export const documentNames = ['text', 'json', 'yaml'] as const;
export type DocumentName = (typeof documentNames)[number];

/** The lines of a value as JSON or YAML. */
export function documentLines(name: keyof typeof documents, value: unknown): string[] {
  return documents[name](value);
}

/** The name given to `-o`. @throws Failure (usage) where it is none of those. */
export function documentName(name: string): DocumentName {
  const found = documentNames.find((each) => each === name);
  if (found === undefined) {
    const near = nearestWord(name, documentNames);
    throw new Failure('usage', `there is no output format "${name}"`, { next: near === undefined ? `it is one of ${documentNames.join(', ')}` : `did you mean ${near}?` });
  }
  return found;
}
