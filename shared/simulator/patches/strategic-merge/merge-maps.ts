import type { Schema } from '../../schema/schema.ts';
import { isMap } from '../json-map.ts';
import type { JsonMap } from '../json-map.ts';
import { cannotMerge, deletedFrom, directive, orderedField, plainFields, plainValue, retainKeys, retainedFields, unknownDirective } from './directives.ts';
import { mergeLists, orderedList } from './merge-lists.ts';
import type { ListStrategy } from './merge-lists.ts';
import { strategyOf } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/** An object as a patch of it says. Neither is changed. @throws ApiStatus */
export function mergeMaps(original: JsonMap, patch: JsonMap, schema: Schema): JsonMap {
  switch (patch[directive]) {
    case undefined:
      return mergeFields(original, patch, schema);
    case 'replace':
      return plainFields(patch);
    case 'delete':
      return {};
    default:
      throw unknownDirective(patch);
  }
}

function mergeFields(original: JsonMap, patch: JsonMap, schema: Schema): JsonMap {
  const merged = retainedFields(original, patch);
  const ordered = new Set<string>();
  for (const [key, order] of Object.entries(patch)) {
    const field = orderedField(key);
    if (field !== undefined) {
      set(merged, field, orderField(merged[field], patch[field], order, schema, field));
      ordered.add(field);
    }
  }
  for (const [key, value] of Object.entries(patch)) {
    const shrunk = deletedFrom(key);
    if (shrunk !== undefined) {
      set(merged, shrunk, deleteItems(merged[shrunk], value));
    } else if (key !== retainKeys && !ordered.has(key) && orderedField(key) === undefined) {
      set(merged, key, mergeField(merged[key], value, schema, key));
    }
  }
  return merged;
}

function set(merged: JsonMap, field: string, value: unknown): void {
  if (value === undefined) {
    delete merged[field];
  } else {
    merged[field] = value;
  }
}

function orderField(original: unknown, patch: unknown, order: unknown, schema: Schema, field: string): unknown {
  const wrong = [original, patch, order].find((list) => list !== undefined && list !== null && !Array.isArray(list));
  if (wrong !== undefined || !Array.isArray(order)) {
    throw cannotMerge(`expected a []interface {}, but received a ${typeof wrong}`);
  }
  if (patch === null) {
    return undefined;
  }
  return orderedList(original as unknown[] | undefined, patch as unknown[] | undefined, order, listStrategyOf(strategyOf(schema, field)));
}

function deleteItems(original: unknown, deleted: unknown): unknown {
  return Array.isArray(original) && Array.isArray(deleted) ? original.filter((item) => !deleted.includes(item)) : original;
}

/** Undefined where the field goes. */
function mergeField(original: unknown, patch: unknown, schema: Schema, field: string): unknown {
  const strategy = strategyOf(schema, field);
  if (isMap(original) && isMap(patch)) {
    return strategy.isReplaced ? plainFields(patch) : mergeMaps(original, patch, strategy.schema);
  }
  if (Array.isArray(original) && Array.isArray(patch) && strategy.isMerged) {
    return mergeLists(original, patch, listStrategyOf(strategy));
  }
  return plainValue(patch);
}

function listStrategyOf(strategy: Strategy): ListStrategy {
  return { ...strategy, mergeItem: (original, patch) => mergeMaps(original, patch, strategy.items) };
}
