import type { Canary } from '../../shared/api/canary.ts';

/** Number or name of the port on which the pods are to serve; undefined where spec.service is missing. */
export function targetPortOf({ spec: { service } }: Canary): number | string | undefined {
  return service?.targetPort ?? service?.port;
}
