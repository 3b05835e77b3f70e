/** The built-in kinds' schemas: client-node's models (structure), and our tables of what these do not say. */
import type { Schema } from '../schema.ts';
import { enums } from './enums.ts';
import models from './generated/models.json' with { type: 'json' };
import { merging } from './merging.ts';
import { staticDefaults } from './static-defaults.ts';

const known = new Map<string, Schema>();
const resourceLists = /^(ResourceRequirements|VolumeResourceRequirements|NodeStatus|ResourceQuotaSpec|ResourceQuotaStatus|LimitRangeItem|PersistentVolumeClaimStatus)$/;

/** The schema of a model, made when it is asked for the first time. It may refer to itself, as JSONSchemaProps does. */
export function schemaOfModel(model: string): Schema {
  const found = known.get(model);
  if (found !== undefined) {
    return found;
  }
  const [name, version] = goNameOf(model);
  const fields = Object.entries((models as Record<string, Record<string, string>>)[model] ?? {});
  const required = fields.filter(([, type]) => type.startsWith('!')).map(([field]) => field);
  const properties: Record<string, Schema> = {};
  const schema: Schema = { type: 'object', title: `${version}.${name}`, properties, ...(required.length === 0 ? {} : { required }), ...merging.get(name) };
  known.set(model, schema);
  for (const [field, type] of fields) {
    properties[field] = fieldOf(model, name, field, type.replace('!', ''));
  }
  return schema;
}

/** `['DeploymentSpec', 'v1']` of `V1DeploymentSpec`. */
function goNameOf(model: string): [string, string] {
  const [, version = 'V1', name = model] = /^(?:Core|Discovery|Admissionregistration|Apiextensions|Rbac)?(V\d)(\w+)$/.exec(model) ?? [];
  return [name, version.toLowerCase()];
}

function fieldOf(model: string, type: string, field: string, written: string): Schema {
  const place = `${type}.${field}`;
  const values = enums[place];
  const base = withFormat(schemaOfType(written), type, field, written);
  const facts = merging.get(place);
  const initial = `${model}.${field}` in staticDefaults ? staticDefaults[`${model}.${field}`] : staticDefaults[place];
  if (facts === undefined && values === undefined && initial === undefined) {
    return base;
  }
  const choice = values === undefined ? {} : base.type === 'array' ? { items: { ...base.items, enum: [...values] } } : { enum: [...values] };
  return { ...base, ...facts, ...choice, ...(initial === undefined ? {} : { default: initial }) };
}

function withFormat(schema: Schema, type: string, field: string, written: string): Schema {
  if (written === '{}string' && resourceLists.test(type) && field !== 'allocatedResourceStatuses') {
    return { type: 'object', additionalProperties: { type: 'string', format: 'quantity' } };
  }
  return `${type}.${field}` === 'EmptyDirVolumeSource.sizeLimit' ? { type: 'string', format: 'quantity' } : schema;
}

const plain: Readonly<Record<string, Schema>> = {
  'any': { 'x-kubernetes-preserve-unknown-fields': true },
  'boolean': { type: 'boolean' },
  'bytes': { type: 'string', format: 'byte' },
  'double': { type: 'number', format: 'double' },
  'int-or-string': { 'x-kubernetes-int-or-string': true, 'format': 'int-or-string' },
  'int32': { type: 'integer', format: 'int32' },
  'int64': { type: 'integer', format: 'int64' },
  'micro-time': { type: 'string', format: 'date-time-micro' },
  'object': { type: 'object' },
  'string': { type: 'string' },
  'time': { type: 'string', format: 'date-time' },
};

/** A type as models.json has it: plain, a list or map of a type, or a model. */
function schemaOfType(type: string): Schema {
  if (type.startsWith('[]')) {
    return { type: 'array', items: schemaOfType(type.slice(2)) };
  }
  return type.startsWith('{}') ? { type: 'object', additionalProperties: schemaOfType(type.slice(2)) } : plain[type] ?? schemaOfModel(type);
}
