import { formatAge } from './age.ts';

/** A time as a person reads it, in UTC as the cluster's own times are: with its date where that is not today's, and how long ago it was. */
export function formatMoment(at: Date, now: Date): string {
  const ago = now.getTime() - at.getTime();
  return `${formatTime(at, now)} (${ago < 0 ? `in ${formatAge(now, at)}` : `${formatAge(at, now)} ago`})`;
}

/** The same without how long ago it was. */
export function formatTime(at: Date, now: Date): string {
  if (Number.isNaN(at.getTime())) {
    return 'an unknown time';
  }
  const [date, time = ''] = at.toISOString().split('T');
  return date === now.toISOString().slice(0, 10) ? time.slice(0, 8) : `${date} ${time.slice(0, 8)}`;
}
