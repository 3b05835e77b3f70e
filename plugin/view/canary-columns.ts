/** What a table says of a canary, column by column: those that `kubectl get canaries` shows, too, have its names and its order. */
import { formatAge } from './age.ts';
import { columns } from './columns.ts';
import type { Page, Subject } from './format.ts';

export interface CanaryColumn {
  readonly heading: string;
  /** Seldom asked for: only `-o wide` shows it. */
  readonly isWide?: boolean;
  cell(subject: Subject, now: Date): string;
}

export const canaryColumns: readonly CanaryColumn[] = [
  { heading: 'NAME', cell: ({ view }) => view.name },
  { heading: 'STATUS', cell: ({ view }) => view.phase },
  { heading: 'WEIGHT', cell: ({ view }) => String(view.weight) },
  { heading: 'LASTTRANSITIONTIME', cell: ({ view }, now) => formatAge(view.lastTransitionAt, now) },
  { heading: 'SUSPENDED', isWide: true, cell: ({ canary }) => String(canary.spec.suspend ?? false) },
  { heading: 'FAILEDCHECKS', cell: ({ view }) => String(view.failedChecks.count) },
  { heading: 'INTERVAL', isWide: true, cell: ({ canary }) => canary.spec.analysis.interval ?? '60s' },
  { heading: 'DRIVER', cell: ({ view }) => (view.isUnderWay && view.isDriven !== false ? view.driver?.identity : undefined) ?? '<none>' },
  { heading: 'TARGET', isWide: true, cell: ({ view }) => view.target },
  { heading: 'PROVIDER', isWide: true, cell: ({ canary }) => canary.spec.provider ?? '<none>' },
  { heading: 'AGE', isWide: true, cell: ({ canary: { metadata: { creationTimestamp } } }, now) => formatAge(creationTimestamp === undefined ? undefined : new Date(creationTimestamp), now) },
  { heading: 'REASON', cell: ({ view }) => view.because },
];

const namespaceColumn: CanaryColumn = { heading: 'NAMESPACE', cell: ({ view }) => view.namespace };

/** A row per canary. */
export function canaryTable(subjects: readonly Subject[], { namespaces, now, width }: Page, { wide }: { wide: boolean }): string[] {
  const shown = [...(namespaces ? [namespaceColumn] : []), ...canaryColumns.filter(({ isWide = false }) => wide || !isWide)];
  return columns(shown.map(({ heading }) => heading), subjects.map((subject) => shown.map(({ cell }) => cell(subject, now))), width);
}
