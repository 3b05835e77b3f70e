import type { Attributes } from './attributes.ts';

/** What refusals call the object, which may not have its name yet. */
export function nameOf({ name, object }: Pick<Attributes, 'name' | 'object'>): string {
  return [name, object?.metadata.name, object?.metadata.generateName].find((each) => each !== undefined && each !== '') ?? 'Unknown';
}
