import type { Format, Subject } from '../format.ts';

/** `canary.kubectl-canary.dev/podinfo`: what other commands of kubectl take. */
export const name: Format = {
  name: 'name',
  list: (subjects) => subjects.map(fullName),
  one: (subject) => [fullName(subject)],
};

function fullName({ canary: { apiVersion, kind, metadata } }: Subject): string {
  return `${kind.toLowerCase()}.${apiVersion.split('/')[0]}/${metadata.name}`;
}
