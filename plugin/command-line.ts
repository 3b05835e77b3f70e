import type { Canary } from '../shared/api/canary.ts';
import { namespaceOf } from '../shared/api/namespace-of.ts';

/** What to type for one of our commands about a Canary: `kubectl canary watch podinfo -n test`. */
export function canaryCommand(words: string, canary: Pick<Canary, 'metadata'>): string {
  const [verb = '', ...flags] = words.split(' ');
  return [`kubectl canary ${verb} ${canary.metadata.name} -n ${namespaceOf(canary)}`, ...flags].join(' ');
}

/** What to type for one of kubectl's own, in the Canary's namespace: `kubectl -n test get pods`. */
export function kubectlCommand(words: string, canary: Pick<Canary, 'metadata'>): string {
  return `kubectl -n ${namespaceOf(canary)} ${words}`;
}
