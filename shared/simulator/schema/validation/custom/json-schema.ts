/** The one door to ajv: a schema of a CustomResourceDefinition as it is to be checked by JSON schema. */
import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { regExpOf } from '../../../cel/re2.ts';
import type { Schema } from '../../schema.ts';
import { checkOfFormat } from './formats.ts';

export type SchemaError = ErrorObject<string, Record<string, unknown>, unknown>;

const compiled = new WeakMap<Schema, ValidateFunction>();
let door: Ajv | undefined;

/** All that the schema says against a value; made ready when it is asked for the first time. */
export function schemaErrors(schema: Schema, value: unknown): SchemaError[] {
  const check = compiled.get(schema) ?? ajv().compile(jsonSchemaOf(schema));
  compiled.set(schema, check);
  return check(value) ? [] : [...(check.errors ?? [])] as SchemaError[];
}

function ajv(): Ajv {
  const regExp = Object.assign((pattern: string) => regExpOf(pattern), { code: 'regExpOf' });
  door ??= new Ajv({ strict: false, meta: false, allErrors: true, verbose: true, messages: false, validateSchema: false, addUsedSchema: false, ownProperties: true, formats: { double: true, float: true, int64: true, int32: { type: 'number', validate: isInt32 } }, code: { regExp, optimize: false } });
  return door;
}

/** What is no integer at all is of the wrong type already. */
function isInt32(value: number): boolean {
  return !Number.isInteger(value) || (value >= -(2 ** 31) && value < 2 ** 31);
}

const kept = ['type', 'nullable', 'maxLength', 'minLength', 'pattern', 'maxItems', 'minItems', 'maxProperties', 'minProperties', 'multipleOf', 'required', 'enum'] as const;

function jsonSchemaOf(schema: Schema): Record<string, unknown> {
  const { properties, additionalProperties, items } = schema;
  return {
    ...Object.fromEntries(kept.filter((keyword) => schema[keyword] !== undefined).map((keyword) => [keyword, schema[keyword]])),
    ...(schema['x-kubernetes-int-or-string'] === true ? { type: ['integer', 'string'] } : {}),
    ...formatOf(schema),
    ...limit(schema, 'maximum', 'exclusiveMaximum'),
    ...limit(schema, 'minimum', 'exclusiveMinimum'),
    ...(properties === undefined ? {} : { properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, jsonSchemaOf(property)])) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: typeof additionalProperties === 'boolean' ? additionalProperties : jsonSchemaOf(additionalProperties) }),
    ...(items === undefined ? {} : { items: jsonSchemaOf(items) }),
    ...Object.fromEntries((['allOf', 'anyOf', 'oneOf'] as const).filter((keyword) => schema[keyword] !== undefined).map((keyword) => [keyword, (schema[keyword] as Schema[]).map(jsonSchemaOf)])),
    ...(schema['not'] === undefined ? {} : { not: jsonSchemaOf(schema['not'] as Schema) }),
  };
}

const numberFormats = { integer: ['int32', 'int64'], number: ['float', 'double'] };

function formatOf({ type, format = '' }: Schema): { format?: string } {
  if (type === 'integer' || type === 'number') {
    return numberFormats[type].includes(format) ? { format } : {};
  }
  const check = type === undefined || type === 'string' ? checkOfFormat(format) : undefined;
  if (check === undefined) {
    return {};
  }
  ajv().addFormat(format, check);
  return { format };
}

/** OpenAPI says by a flag that the limit itself is out, JSON schema by another keyword. */
function limit(schema: Schema, inclusive: 'maximum' | 'minimum', exclusive: 'exclusiveMaximum' | 'exclusiveMinimum'): Record<string, unknown> {
  return schema[inclusive] === undefined ? {} : { [schema[exclusive] === true ? exclusive : inclusive]: schema[inclusive] };
}
