import { formatAge } from '../age.ts';
import { columns } from '../columns.ts';
import type { Format, Subject } from '../format.ts';
import { frame } from '../frame.ts';

/** For people: a row per canary as kubectl prints them, or the whole picture of one. */
export const table: Format = {
  name: 'table',
  list: (subjects, page) => columns(
    [...(page.namespaces ? ['NAMESPACE'] : []), 'NAME', 'STATUS', 'WEIGHT', 'FAILEDCHECKS', 'DRIVER', 'LASTTRANSITION', 'REASON'],
    subjects.map((subject) => [...(page.namespaces ? [subject.view.namespace] : []), ...rowOf(subject, page.now)]),
    page.width,
  ),
  one: ({ view }, page) => frame(view, { ...page, height: Infinity, historyLines: 8 }),
};

/** The cells of one canary, after its namespace. */
export function rowOf({ view }: Subject, now: Date): string[] {
  return [
    view.name,
    view.phase,
    String(view.weight),
    String(view.failedChecks.count),
    view.isUnderWay ? view.driver?.identity ?? '<none>' : '<none>',
    formatAge(view.lastTransitionAt, now),
    view.because,
  ];
}
