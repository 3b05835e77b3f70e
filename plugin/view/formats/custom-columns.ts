import { Failure } from '../../../shared/errors.ts';
import { columns } from '../columns.ts';
import type { Subject, TemplateFormat } from '../format.ts';
import { findAll, printed } from '../json-path/find-all.ts';
import type { FindAll } from '../json-path/find-all.ts';
import { splitOutsideQuotes } from '../json-path/standard-path.ts';
import { asRead } from '../objects.ts';

/** A column for each path, as kubectl prints them. Never cut. */
export const customColumns: TemplateFormat = {
  name: 'custom-columns',
  takes: 'NAME:.metadata.name,WEIGHT:.status.canaryWeight',
  with(template) {
    const wanted = splitOutsideQuotes(template, ',').map(columnOf);
    const list = (subjects: readonly Subject[]) => columns(wanted.map(({ heading }) => heading), subjects.map((subject) => wanted.map(({ find }) => cell(find(asRead(subject))))), Infinity);
    return { name: 'custom-columns', list, one: (subject) => list([subject]) };
  },
};

/** Braces and the first point may be left out. */
function columnOf(text: string): { heading: string; find: FindAll } {
  const [heading = '', ...path] = splitOutsideQuotes(text, ':');
  const [, inside = ''] = /^\{?(.*?)\}?$/s.exec(path.join(':').trim()) ?? [];
  if (heading === '' || inside === '') {
    throw new Failure('usage', `-o custom-columns expects NAME:PATH, got "${text}"`, { next: `write it such as custom-columns=${customColumns.takes}` });
  }
  return { heading, find: findAll(/^[.[@$]/.test(inside) ? inside : `.${inside}`) };
}

function cell(found: readonly unknown[]): string {
  return found.length === 0 ? '<none>' : found.map(printed).join(',');
}
