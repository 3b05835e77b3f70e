import type { Canary } from '../../../shared/api/canary.ts';
import { formatAge } from '../age.ts';
import { columns } from '../columns.ts';
import type { Format } from '../format.ts';
import { frame } from '../frame.ts';
import { rowOf } from './table.ts';

/** As `table`, with what is seldom asked for: target, provider and interval of each, and the whole history of one. Never cut. */
export const wide: Format = {
  name: 'wide',
  list: (subjects, { namespaces, now }) => columns(
    [...(namespaces ? ['NAMESPACE'] : []), 'NAME', 'STATUS', 'WEIGHT', 'FAILEDCHECKS', 'DRIVER', 'LASTTRANSITION', 'AGE', 'TARGET', 'PROVIDER', 'INTERVAL', 'REASON'],
    subjects.map((subject) => {
      const { canary, view } = subject;
      const cells = rowOf(subject, now);
      return [...(namespaces ? [view.namespace] : []), ...cells.slice(0, -1), ageOf(canary, now), view.target, canary.spec.provider ?? '<none>', canary.spec.analysis.interval ?? '60s', ...cells.slice(-1)];
    }),
    Infinity,
  ),
  one: ({ view }, page) => frame(view, { ...page, width: Infinity, height: Infinity }),
};

function ageOf({ metadata: { creationTimestamp } }: Canary, now: Date): string {
  return formatAge(creationTimestamp === undefined ? undefined : new Date(creationTimestamp), now);
}
