/** Values of custom resources as CEL takes them: typed by their schema. */
import { asBytes, asDouble, asDuration, asTimestamp } from '../../../cel/cel.ts';
import type { Schema } from '../../schema.ts';

const typed = new WeakMap<Schema, boolean>();

/** The value itself where its schema says no more than JSON does. @throws CelError */
export function celValueOf(value: unknown, schema: Schema): unknown {
  if (!needsTypes(schema) || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => celValueOf(item, schema.items ?? {}));
  }
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value as object).map(([name, field]) => [name, celFieldOf(name, field, schema)]));
  }
  return scalarOf(value, schema);
}

function celFieldOf(name: string, field: unknown, { properties, additionalProperties }: Schema): unknown {
  const schema = properties?.[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
  return schema === undefined ? field : celValueOf(field, schema);
}

function scalarOf(value: unknown, { type, format }: Schema): unknown {
  if (typeof value === 'number') {
    return type === 'number' ? asDouble(value) : value;
  }
  if (typeof value !== 'string' || type !== 'string') {
    return value;
  }
  switch (format) {
    case 'date':
      return asTimestamp(`${value}T00:00:00Z`);
    case 'date-time':
      return asTimestamp(value);
    case 'duration':
      return asDuration(value);
    case 'byte':
      return asBytes(value);
    default:
      return value;
  }
}

function needsTypes(schema: Schema): boolean {
  const found = typed.get(schema);
  if (found !== undefined) {
    return found;
  }
  const { type, format = '', properties = {}, items, additionalProperties } = schema;
  const isTyped = type === 'number' || (type === 'string' && ['date', 'date-time', 'duration', 'byte'].includes(format));
  const needs = isTyped || (items !== undefined && needsTypes(items)) || (typeof additionalProperties === 'object' && needsTypes(additionalProperties)) || Object.values(properties).some(needsTypes);
  typed.set(schema, needs);
  return needs;
}
