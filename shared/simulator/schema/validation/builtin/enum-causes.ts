import type { StatusCause } from '../../../api-server/api-status.ts';
import type { Schema } from '../../schema.ts';
import { unsupported } from '../causes.ts';

const known = new WeakMap<Schema, boolean>();

/** Fields of a built-in kind with a value that is none of those which they may have. */
export function enumCauses(value: unknown, schema: Schema, path = ''): StatusCause[] {
  if (value === null || value === undefined || !hasEnums(schema, new Set())) {
    return [];
  }
  if (schema.enum !== undefined) {
    return schema.enum.includes(value) ? [] : [unsupported(path, value, schema.enum as string[])];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => enumCauses(item, schema.items ?? {}, `${path}[${index}]`));
  }
  return Object.entries(value).flatMap(([name, field]) => enumCauses(field, schema.properties?.[name] ?? {}, path === '' ? name : `${path}.${name}`));
}

/** `above`: schemas that are being looked at; one that contains itself has no enums by that. */
function hasEnums(schema: Schema, above: Set<Schema>): boolean {
  const found = known.get(schema);
  if (found !== undefined || above.has(schema)) {
    return found ?? false;
  }
  above.add(schema);
  const has = schema.enum !== undefined || [...Object.values(schema.properties ?? {}), ...(schema.items === undefined ? [] : [schema.items])].some((field) => hasEnums(field, above));
  known.set(schema, has);
  return has;
}
