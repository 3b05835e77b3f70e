import { isDeepStrictEqual } from 'node:util';
import type { ApiObject } from '../../api-object.ts';
import { apiVersionOf } from '../../schema/definition.ts';
import type { Definition } from '../../schema/definition.ts';
import { isMap } from '../json-map.ts';
import { checkConfiguration } from './check-configuration.ts';
import { compareValues } from './compare-values.ts';
import { applyConflict } from './conflicts.ts';
import type { Conflict } from './conflicts.ts';
import { isSameManager, managersOf, withManagers, withoutManagers } from './field-managers.ts';
import type { FieldManager } from './field-managers.ts';
import { difference, intersection, isEmpty, noFields, union } from './field-set.ts';
import { fieldsOfValue } from './fields-of-value.ts';
import { kubectl, withLastApplied, withoutLastApplied } from './last-applied.ts';
import { mergeValues } from './merge-values.ts';
import { ownableFields, writtenFields } from './ownable-fields.ts';
import { prune } from './prune.ts';
import { rootPlace } from './structure.ts';
import { withStructs } from './with-structs.ts';

export interface ApplyOptions {
  readonly definition: Definition;
  /** Absent where the apply creates it. */
  readonly live: ApiObject | undefined;
  /** What is applied, of the definition's kind and version, without managedFields. */
  readonly configuration: ApiObject;
  readonly manager: string;
  /** Takes from others what they own, instead of a conflict. */
  readonly force: boolean;
  /** Now, as in `metadata.creationTimestamp`. */
  readonly time: string;
  readonly subresource?: string;
}

/**
 * Server-side apply: the live object with the configuration merged in, without what the manager applied before and does not any more unless
 * somebody else owns it, and with managedFields that say so. The live object itself where nothing changes. To be called before defaulting
 * and admission, whose changes are nobody's; then {@link keepTimes} tells whether anything is left of the change.
 * @throws ApiStatus 409 where it would change what others own, 500 where the configuration cannot be merged
 */
export function applyConfiguration(options: ApplyOptions): ApiObject {
  const { definition, configuration, manager, force } = options;
  checkConfiguration(definition, configuration);
  const live = options.live ?? { apiVersion: configuration.apiVersion, kind: configuration.kind, metadata: {} as ApiObject['metadata'] };
  const { object, self, others, conflicts } = merge(options, live);
  const serious = manager === kubectl ? withoutLastApplied(conflicts, definition, withoutManagers(live)) : conflicts;
  if (serious.length > 0 && !force) {
    throw applyConflict(serious);
  }
  const applied = withManagers(object, [...others, self]);
  const result = manager === kubectl ? withLastApplied(applied, configuration) : applied;
  return isDeepStrictEqual(result, live) ? live : result;
}

interface Merge {
  readonly object: ApiObject;
  readonly self: FieldManager;
  readonly others: readonly FieldManager[];
  readonly conflicts: readonly Conflict[];
}

function merge(options: ApplyOptions, live: ApiObject): Merge {
  const { definition, configuration, subresource } = options;
  const place = rootPlace(definition);
  const before = withoutManagers(live);
  const applier = applierOf(options);
  const known = managersOf(live) ?? ownersBeforeApply(options);
  const last = known.find((each) => isSameManager(each, applier));
  const others = known.filter((each) => each !== last);
  const fields = writtenFields(fieldsOfValue(configuration, place), definition, subresource);
  const merged = mergeValues(before, configuration, place);
  const pruned = last === undefined ? merged : prune(merged, { last: last.fields, owned: union(fields, ...others.map((each) => each.fields)), place });
  const object = storedObject(definition, pruned as ApiObject);
  const { added, modified, removed } = compareValues(before, pruned, place);
  const changed = writtenFields(union(added, modified), definition, subresource);
  const gone = writtenFields(removed, definition, subresource);
  const time = isDeepStrictEqual(object, before) ? last?.time : options.time;
  return {
    object,
    self: { ...applier, time, fields: ownableFields(fields) },
    others: others.map((each) => ({ ...each, fields: difference(each.fields, union(changed, gone)) })),
    conflicts: others.map((each) => ({ with: each, fields: intersection(each.fields, changed) })).filter((conflict) => !isEmpty(conflict.fields)),
  };
}

function applierOf({ definition, manager, subresource }: ApplyOptions): FieldManager {
  return { manager, operation: 'Apply', apiVersion: apiVersionOf(definition), subresource, time: undefined, fields: noFields };
}

/** Where nobody has kept track so far, all that is there belongs to somebody nameless. */
function ownersBeforeApply({ definition, live, subresource, time }: ApplyOptions): FieldManager[] {
  if (live === undefined) {
    return [];
  }
  const { added } = compareValues(withStructs(definition, {}), withStructs(definition, withoutManagers(live)), rootPlace(definition));
  const fields = ownableFields(writtenFields(added, definition, subresource));
  return [{ manager: 'before-first-apply', operation: 'Update', apiVersion: apiVersionOf(definition), subresource, time, fields }];
}

/** Built-in kinds, and the metadata of all, have no nulls: a field that is null is not there. */
function storedObject({ isCustom }: Definition, object: ApiObject): ApiObject {
  return isCustom ? { ...object, metadata: withoutNulls(object.metadata) as ApiObject['metadata'] } : withoutNulls(object) as ApiObject;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  return isMap(value) ? Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null && field !== undefined).map(([name, field]) => [name, withoutNulls(field)])) : value;
}
