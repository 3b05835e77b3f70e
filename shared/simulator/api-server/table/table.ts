/** Objects as rows and columns, which is what kubectl prints: kind Table of meta.k8s.io/v1. */
import type { ApiObject } from '../../api-object.ts';
import type { Column, Definition } from '../../schema/definition.ts';
import { badRequest } from '../api-status.ts';
import { pathCell } from './path-cell.ts';

export interface TableOptions {
  readonly now: Date;
  /** What of the object comes with its row. */
  readonly includeObject: 'Metadata' | 'Object' | 'None';
  /** Metadata of a list; without it the table is of one object. */
  readonly list?: { readonly resourceVersion: string; readonly continue?: string };
  /** The columns were described by an earlier event of the same watch. */
  readonly areColumnsKnown?: boolean;
}

/** The table of some objects of a resource. @throws ApiStatus 400 where `includeObject` is none of its values. */
export function tableOf(definition: Definition, objects: readonly ApiObject[], { now, includeObject, list, areColumnsKnown = false }: TableOptions): object {
  const columns = columnsOf(definition);
  const rows = objects.map((object) => ({ cells: columns.map((column) => cellOf(column, object, now)), object: included(object, includeObject) }));
  return {
    kind: 'Table', apiVersion: 'meta.k8s.io/v1',
    metadata: list ?? { resourceVersion: objects[0]?.metadata.resourceVersion },
    columnDefinitions: areColumnsKnown ? null : columns.map(describeColumn),
    rows,
  };
}

const nameColumn: Column = { name: 'Name', type: 'string', format: 'name', description: '', priority: 0, value: '.metadata.name' };
const ageColumn: Column = { name: 'Age', type: 'date', description: '', priority: 0, value: '.metadata.creationTimestamp' };
const createdAtColumn: Column = { name: 'Created At', type: 'date', priority: 0, value: ({ metadata: { creationTimestamp } }: ApiObject) => creationTimestamp ?? null };

/** The name comes first unless the columns have a place for it; a resource without columns of its own shows how old its objects are. */
function columnsOf({ columns, isCustom }: Definition): readonly Column[] {
  if (columns.some(({ format }) => format === nameColumn.format)) {
    return columns;
  }
  const own = columns.length > 0 ? columns : [isCustom ? ageColumn : createdAtColumn];
  return [nameColumn, ...own];
}

function cellOf({ type, value }: Column, object: ApiObject, now: Date): unknown {
  return typeof value === 'string' ? pathCell({ type }, value, object, now) : value(object as never, now);
}

function describeColumn({ name, type, format = '', description, priority, value }: Column): object {
  const origin = typeof value === 'string' ? `Custom resource definition column (in JSONPath format): ${value}` : '';
  return { name, type, format, description: description ?? origin, priority };
}

function included(object: ApiObject, includeObject: string): object | null {
  switch (includeObject) {
    case 'None':
      return null;
    case 'Object':
      return object;
    case 'Metadata':
    case '':
      return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata };
    default:
      throw badRequest(`Unable to convert to Table as requested: includeObject: Invalid value: "${includeObject}": must be 'Metadata', 'Object', 'None', or empty`);
  }
}
