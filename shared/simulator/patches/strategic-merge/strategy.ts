import { isMap } from '../json-map.ts';
import type { Schema } from '../../schema/schema.ts';

/** How a field is patched. */
export interface Strategy {
  readonly schema: Schema;
  /** Of a list: merged with what is there, instead of replacing it. */
  readonly isMerged: boolean;
  /** Of an object: replaces what is there, instead of being merged with it. */
  readonly isReplaced: boolean;
  /** Of a list of objects: the field by which one is told from the other. */
  readonly mergeKey: string | undefined;
  /** Of a list. */
  readonly items: Schema;
}

/** The strategy of a field of an object. What no schema describes is merged as objects and replaced as lists. */
export function strategyOf(parent: Schema, field: string): Strategy {
  const { properties, additionalProperties } = parent;
  const schema = properties?.[field] ?? (isMap(additionalProperties) ? additionalProperties as Schema : {});
  const strategies = (schema['x-kubernetes-patch-strategy'] ?? '').split(',');
  return { schema, isMerged: strategies.includes('merge'), isReplaced: strategies.includes('replace'), mergeKey: schema['x-kubernetes-patch-merge-key'], items: schema.items ?? {} };
}
