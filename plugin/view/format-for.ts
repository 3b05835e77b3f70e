import { Failure } from '../../shared/errors.ts';
import { nearestWord } from '../../shared/nearest-word.ts';
import type { Format, TemplateFormat } from './format.ts';
import * as formats from './formats/index.ts';

const known: (Format | TemplateFormat)[] = Object.values(formats satisfies Record<string, Format | TemplateFormat>);

/** What may be written after `-o`; where the name ends in `=`, a template follows. */
export const formatNames: readonly string[] = known.map((format) => ('with' in format ? `${format.name}=` : format.name)).sort();

/** The format that was asked for, such as `wide` or `jsonpath={.status.phase}`. @throws Failure (usage) where there is none, or its template cannot be read. */
export function formatFor(typed: string): Format {
  const [name = '', template = ''] = splitOnce(typed);
  const format = known.find((each) => each.name === name);
  if (format !== undefined && 'with' in format) {
    return format.with(required(template, format));
  }
  if (format === undefined || typed !== name) {
    const near = nearestWord(typed, formatNames);
    throw new Failure('usage', `there is no output format "${typed}"`, { next: near === undefined ? `it is one of ${formatNames.join(', ')}` : `did you mean ${near}?` });
  }
  return format;
}

function splitOnce(text: string): string[] {
  const at = text.indexOf('=');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function required(template: string, { name, takes }: TemplateFormat): string {
  if (template === '') {
    throw new Failure('usage', `-o ${name} expects a template`, { next: `write it such as -o '${name}=${takes}'` });
  }
  return template;
}
