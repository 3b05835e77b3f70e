import type { Deployment } from './desired-objects.ts';

/** The version of one of our programs: the tag of its image. */
export function imageVersion({ spec }: Deployment): string | undefined {
  return spec.template.spec.containers[0]?.image?.replace(/@.*$/, '').split(':').at(-1);
}
