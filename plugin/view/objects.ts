import type { Subject } from './format.ts';

/** The object as kubectl shows it: without the book-keeping of who wrote which field. */
export function asRead({ canary }: Subject): object {
  const { managedFields: _hidden, ...metadata } = canary.metadata as Subject['canary']['metadata'] & { managedFields?: unknown };
  const { apiVersion, kind, ...rest } = canary;
  return { apiVersion, kind, ...rest, metadata };
}

/** Several of them in a list that `kubectl apply -f -` reads. */
export function asList(subjects: readonly Subject[]): object {
  return { apiVersion: 'v1', kind: 'List', items: subjects.map(asRead) };
}
