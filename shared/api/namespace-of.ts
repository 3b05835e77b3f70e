import type { Canary } from './canary.ts';

/** The namespace of a Canary; one that names none was never stored, and would be stored in `default`. */
export function namespaceOf({ metadata }: Pick<Canary, 'metadata'>): string {
  return metadata.namespace ?? 'default';
}
