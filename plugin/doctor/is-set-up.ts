import type { Canary } from '../../shared/api/canary.ts';

/** Whether a driver has made what belongs to it; before that, nothing can be missing. */
export function isSetUp({ status }: Canary): boolean {
  return !['', 'Initializing'].includes(status?.phase ?? '');
}

/** Whether a new version has users' traffic, so that there is something to be measured. */
export function hasTraffic({ status }: Canary): boolean {
  return (status?.canaryWeight ?? 0) > 0;
}
