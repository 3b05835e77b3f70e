import type { Schema } from '../schema.ts';

type Json = Record<string, unknown>;

export interface Defaulting {
  /** Whether null, where it may not be, is as good as absent. */
  readonly dropsNulls: boolean;
  /** What depends on other fields of a struct, by Go's name of its type; before what the schema says. */
  readonly conditional?: Readonly<Partial<Record<string, (value: never) => object>>>;
}

const defaultsOf = new WeakMap<Schema, [string, Schema][]>();

/** The value with what its schema says of fields that are absent from objects that are there. The same value where there is nothing to add. */
export function withDefaults(value: unknown, schema: Schema, defaulting: Defaulting): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Array.isArray(value) ? listWithDefaults(value, schema.items, defaulting) : objectWithDefaults(value as Json, schema, defaulting);
}

function listWithDefaults(list: unknown[], items: Schema | undefined, defaulting: Defaulting): unknown[] {
  if (items === undefined) {
    return list;
  }
  const made = list.map((item) => withDefaults(items.default !== undefined && isReplaceable(item, items, defaulting) ? initialOf(items) : item, items, defaulting));
  return made.every((item, index) => item === list[index]) ? list : made;
}

function objectWithDefaults(given: Json, schema: Schema, defaulting: Defaulting): Json {
  const { properties = {}, additionalProperties, title = '' } = schema;
  let made = (defaulting.conditional?.[title]?.(given as never) ?? given) as Json;
  const put = (name: string, value: unknown) => {
    made = made === given ? { ...given } : made;
    made[name] = value;
  };
  for (const [name, field] of ownDefaults(schema)) {
    if (made[name] === undefined || isReplaceable(made[name], field, defaulting)) {
      put(name, initialOf(field));
    }
  }
  for (const [name, value] of Object.entries(made)) {
    const field = properties[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
    const next = field === undefined ? value : isReplaceable(value, field, defaulting) ? initialOf(field) : withDefaults(value, field, defaulting);
    if (next !== value) {
      put(name, next);
    }
  }
  return defaulting.dropsNulls ? withoutUndefined(made) : made;
}

function isReplaceable(value: unknown, schema: Schema, { dropsNulls }: Defaulting): boolean {
  return value === null && dropsNulls && schema.nullable !== true;
}

function initialOf({ default: initial }: Schema): unknown {
  return typeof initial === 'object' && initial !== null ? structuredClone(initial) : initial;
}

function withoutUndefined(object: Json): Json {
  return Object.values(object).includes(undefined) ? Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) : object;
}

function ownDefaults(schema: Schema): [string, Schema][] {
  const found = defaultsOf.get(schema) ?? Object.entries(schema.properties ?? {}).filter(([, field]) => field.default !== undefined);
  defaultsOf.set(schema, found);
  return found;
}
