import { Failure } from '../../shared/errors.ts';
import { nearestWord } from '../../shared/nearest-word.ts';
import type { Format } from './format.ts';
import * as formats from './formats/index.ts';

const known: Format[] = Object.values(formats satisfies Record<string, Format>);

/** The names that `-o` may have. */
export const formatNames: readonly string[] = known.map(({ name }) => name);

/** The format of this name. @throws Failure (usage) where there is none. */
export function formatFor(name: string): Format {
  const format = known.find((each) => each.name === name);
  if (format === undefined) {
    const near = nearestWord(name, formatNames);
    throw new Failure('usage', `there is no output format "${name}"`, { next: near === undefined ? `it is one of ${formatNames.join(', ')}` : `did you mean ${near}?` });
  }
  return format;
}
