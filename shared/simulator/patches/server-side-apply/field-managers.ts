/** metadata.managedFields, as the algorithms want it: who owns what. */
import type { ApiObject, ManagedFieldsEntry } from '../../api-object.ts';
import { fieldSet, fromFieldsV1, isEmpty, toFieldsV1 } from './field-set.ts';
import type { FieldSet } from './field-set.ts';

/** One who owns fields, in one of the ways in which one can. */
export interface FieldManager {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string | undefined;
  /** Of the last change that this entry is about; absent where it is not known. */
  readonly time: string | undefined;
  readonly fields: FieldSet;
}

/** Whether both stand for the same entry. The version in which somebody applies makes no difference. */
export function isSameManager(one: FieldManager, other: FieldManager): boolean {
  return one.manager === other.manager && one.operation === other.operation && one.subresource === other.subresource && (one.operation === 'Apply' || one.apiVersion === other.apiVersion);
}

/** The entries of an object, or undefined where there are none, or none that can be understood. */
export function managersOf(object: ApiObject | undefined): FieldManager[] | undefined {
  const entries = object?.metadata.managedFields ?? [];
  return entries.length > 0 && entries.every(isEntry) ? entries.map(fromEntry) : undefined;
}

function isEntry({ operation, apiVersion, fieldsType }: Partial<ManagedFieldsEntry>): boolean {
  return (operation === 'Apply' || operation === 'Update') && (apiVersion ?? '') !== '' && fieldsType === 'FieldsV1';
}

function fromEntry({ manager, operation, apiVersion, subresource, time, fieldsV1 }: ManagedFieldsEntry): FieldManager {
  return { manager, operation, apiVersion, subresource, time, fields: fieldSet(fromFieldsV1(fieldsV1).children) };
}

/** Whether the object asks to forget who owns what: by no entry, or one empty one. */
export function isReset({ metadata: { managedFields } }: ApiObject): boolean {
  return managedFields !== undefined && (managedFields.length === 0 || (managedFields.length === 1 && Object.keys(managedFields[0]!).length === 0));
}

/** The object with these entries; who owns nothing has none. */
export function withManagers(object: ApiObject, managers: readonly FieldManager[]): ApiObject {
  const entries = managers.filter(({ fields }) => !isEmpty(fields)).sort(byAge).map(toEntry);
  const bare = withoutManagers(object);
  return entries.length === 0 ? bare : { ...bare, metadata: { ...bare.metadata, managedFields: entries } };
}

/** The object without its entries, which nobody owns. */
export function withoutManagers(object: ApiObject): ApiObject {
  const { managedFields: _managedFields, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function toEntry({ manager, operation, apiVersion, subresource, time, fields }: FieldManager): ManagedFieldsEntry {
  return { manager, operation, apiVersion, ...(time === undefined ? {} : { time }), fieldsType: 'FieldsV1', fieldsV1: toFieldsV1(fields), ...(subresource === undefined ? {} : { subresource }) };
}

/** Who applies first, then the older first. */
function byAge(one: FieldManager, other: FieldManager): number {
  const keys = [one, other].map(({ operation, time, manager, apiVersion, subresource }) => [operation, time ?? '', manager, apiVersion, subresource ?? '']);
  const index = keys[0]!.findIndex((key, at) => key !== keys[1]![at]);
  if (index < 0) {
    return 0;
  }
  return keys[0]![index]! < keys[1]![index]! ? -1 : 1;
}
