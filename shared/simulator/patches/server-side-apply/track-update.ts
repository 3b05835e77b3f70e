import type { ApiObject } from '../../api-object.ts';
import { apiVersionOf } from '../../schema/definition.ts';
import type { Definition } from '../../schema/definition.ts';
import { isMap } from '../json-map.ts';
import { compareValues } from './compare-values.ts';
import { isReset, isSameManager, managersOf, withManagers, withoutManagers } from './field-managers.ts';
import type { FieldManager } from './field-managers.ts';
import { difference, isEmpty, noFields, union } from './field-set.ts';
import type { FieldSet } from './field-set.ts';
import { ownableFields, writtenFields } from './ownable-fields.ts';
import { rootPlace } from './structure.ts';
import { withStructs } from './with-structs.ts';

export interface UpdateOptions {
  readonly definition: Definition;
  /** Absent where it is created. */
  readonly before: ApiObject | undefined;
  readonly after: ApiObject;
  readonly manager: string;
  /** Now, as in `metadata.creationTimestamp`. */
  readonly time: string;
  readonly subresource?: string;
}

/**
 * What a create, an update or any patch but apply makes of managedFields: the manager owns what it has added or changed, others lose what is
 * changed or gone. To be called after defaulting and before mutating admission: the fields that admission adds are nobody's, and those whose
 * values it changes stay whose they are.
 */
export function trackUpdate(options: UpdateOptions): ApiObject {
  const { definition, before, after, manager, subresource, time } = options;
  const known = managersBefore(options);
  if (known.length === 0 && before !== undefined) {
    return withoutManagers(after);
  }
  const { added, modified, removed } = compareValues(withStructs(definition, before === undefined ? {} : withoutManagers(before)), withStructs(definition, withoutManagers(after)), rootPlace(definition));
  const changed = writtenFields(union(added, modified), definition, subresource);
  const gone = writtenFields(removed, definition, subresource);
  const left = known.map((each) => ({ ...each, fields: difference(each.fields, union(changed, gone)) }));
  // What is scaled to 0 has no replicas for the scale subresource, so nobody owns them.
  const owned = subresource === 'scale' && isScaledToZero(options) ? noFields : ownableFields(changed);
  const updater: FieldManager = { manager: manager === '' ? 'unknown' : manager, operation: 'Update', apiVersion: apiVersionOf(definition), subresource, time, fields: owned };
  return withManagers(after, isEmpty(owned) ? left : withUpdate(left, updater));
}

/** Those that the request names, or else those of the object. None from when a request has reset them, until the next apply. */
function managersBefore({ before, after, subresource }: UpdateOptions): FieldManager[] {
  if (subresource !== undefined) {
    return managersOf(before) ?? [];
  }
  return isReset(after) ? [] : managersOf(after) ?? managersOf(before) ?? [];
}

function withUpdate(known: readonly FieldManager[], updater: FieldManager): FieldManager[] {
  const previous = known.find((each) => isSameManager(each, updater));
  const fields: FieldSet = union(previous?.fields ?? noFields, updater.fields);
  // The API server keeps no time of what is changed through the scale subresource.
  const time = updater.subresource === 'scale' ? previous?.time : updater.time;
  return [...known.filter((each) => each !== previous), { ...updater, time, fields }];
}

function isScaledToZero({ definition, after }: UpdateOptions): boolean {
  const path = definition.scale?.specReplicasPath.split('.').slice(1) ?? [];
  return path.reduce<unknown>((at, field) => (isMap(at) ? at[field] : undefined), after) === 0;
}
