import type { PodTemplate } from './workload.ts';

/** The image of each container of a template, by the container's name. */
export function containerImages({ spec: { containers } }: PodTemplate): Record<string, string> {
  return Object.fromEntries(containers.map(({ name, image }) => [name, image]));
}
