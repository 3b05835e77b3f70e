import type { Column } from '../../schema/definition.ts';
import { ageOf } from './human-duration.ts';
import { findByPath } from './json-path.ts';

/** The cell of a column that is given by a JSON path: the first value that it leads to, if that is of the column's type. */
export function pathCell({ type }: Pick<Column, 'type'>, path: string, object: unknown, now: Date): unknown {
  const values = findIn(path, object);
  return values.length === 0 ? null : cellOf(type, values[0], now);
}

/** A path that is none leads nowhere. */
function findIn(path: string, object: unknown): unknown[] {
  try {
    return findByPath(path, object);
  } catch {
    return [];
  }
}

function cellOf(type: Column['type'], value: unknown, now: Date): unknown {
  switch (type) {
    case 'string':
      return textOf(value);
    case 'integer':
      return typeof value === 'number' ? Math.trunc(value) : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'date':
      return typeof value === 'string' ? dateCell(value, now) : null;
  }
}

function textOf(value: unknown): string {
  return value === null ? '<no value>' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

function dateCell(value: string, now: Date): string {
  return value === '' || rfc3339.test(value) ? ageOf(value, now) : '<invalid>';
}
