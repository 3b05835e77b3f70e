import type { ApiObject } from '../../../api-object.ts';
import type { Column } from '../../../schema/definition.ts';
import { shown, wide } from '../cells.ts';
import { ageOf } from '../human-duration.ts';

interface Event extends ApiObject {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string };
  readonly involvedObject?: { readonly kind?: string; readonly name?: string; readonly fieldPath?: string };
  readonly source?: { readonly component?: string; readonly host?: string };
  readonly reportingComponent?: string;
  readonly reportingInstance?: string;
}

/** The name of an event says little and comes last. */
export const events: readonly Column[] = [
  shown('Last Seen', lastSeen),
  shown('Type', ({ type }: Event) => type ?? ''),
  shown('Reason', ({ reason }: Event) => reason ?? ''),
  shown('Object', ({ involvedObject: { kind = '', name = '' } = {} }: Event) => `${kind.toLowerCase()}${name === '' ? '' : `/${name}`}`),
  wide('Subobject', ({ involvedObject }: Event) => involvedObject?.fieldPath ?? ''),
  wide('Source', sourceOf),
  shown('Message', ({ message }: Event) => (message ?? '').trim()),
  wide('First Seen', firstSeen),
  wide('Count', ({ series, count }: Event) => (series === undefined ? count || 1 : series.count ?? 0)),
  wide('Name', ({ metadata }: Event) => metadata.name, { format: 'name' }),
];

function firstSeen({ firstTimestamp, eventTime }: Event, now: Date): string {
  return ageOf(firstTimestamp ?? eventTime, now);
}

function lastSeen(event: Event, now: Date): string {
  const { series, lastTimestamp } = event;
  if (series !== undefined) {
    return ageOf(series.lastObservedTime, now);
  }
  return lastTimestamp === undefined || lastTimestamp === null ? firstSeen(event, now) : ageOf(lastTimestamp, now);
}

function sourceOf({ source = {}, reportingComponent = '', reportingInstance = '' }: Event): string {
  const instance = source.host || reportingInstance;
  return `${source.component || reportingComponent}${instance === '' ? '' : `, ${instance}`}`;
}
