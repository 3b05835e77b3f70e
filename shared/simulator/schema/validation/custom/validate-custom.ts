import type { ApiObject } from '../../../api-object.ts';
import type { StatusCause } from '../../../api-server/api-status.ts';
import type { Definition } from '../../definition.ts';
import type { Schema } from '../../schema.ts';
import { invalid } from '../causes.ts';
import { metadataProblems } from '../metadata.ts';
import { dnsSubdomainProblems } from '../names.ts';
import { embeddedCauses } from './embedded-causes.ts';
import { schemaErrors } from './json-schema.ts';
import { listCauses } from './list-causes.ts';
import { hasRules, ruleCauses } from './rule-causes.ts';
import { causesOf, nowhere } from './schema-causes.ts';
import { Correlation } from './unchanged.ts';

/** Values of which rules are not asked. */
const blocking = ['FieldValueNotSupported', 'FieldValueRequired', 'FieldValueTooLong', 'FieldValueTooMany', 'FieldValueTypeInvalid'];

/** All that is wrong with a custom resource. What was wrong before counts only where it was changed. */
export function validateCustom(definition: Definition, object: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const { schema } = definition;
  const place = new Correlation(schema, object, before);
  const causes = [
    ...metadataProblems(object, before, { nameRule: dnsSubdomainProblems, areFinalizersQualified: false }),
    ...schemaCauses(place),
    ...scaleCauses(definition, object),
    ...embeddedCauses(object, schema),
    ...(before !== undefined && listCauses(before, schema).length > 0 ? [] : listCauses(object, schema)),
  ];
  if (!hasRules(schema)) {
    return causes;
  }
  const isBlocked = causes.some(({ reason }) => blocking.includes(reason ?? ''));
  return [...causes, ...(isBlocked ? [invalid(nowhere, null, 'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation')] : ruleCauses(place))];
}

function schemaCauses(place: Correlation): StatusCause[] {
  const errors = schemaErrors(place.schema, place.value);
  return errors.length === 0 ? [] : causesOf(errors.filter(({ instancePath }) => !place.at(instancePath).isUnchanged), place.schema, place.value);
}

/** What is wrong with a value by its schema alone; `path` is where it stands. */
export function valueCauses(schema: Schema, value: unknown, path: string): StatusCause[] {
  const ofSchema = [...causesOf(schemaErrors(schema, value), schema, value), ...listCauses(value, schema)];
  const causes = ofSchema.length > 0 ? ofSchema : ruleCauses(new Correlation(schema, value, undefined));
  return causes.map((cause) => ({ ...cause, field: fieldBelow(path, cause.field ?? '') }));
}

function fieldBelow(path: string, field: string): string {
  return field === '' || field === nowhere ? path : `${path}${field.startsWith('[') ? '' : '.'}${field}`;
}

const mostReplicas = 2 ** 31 - 1;

function scaleCauses({ scale }: Definition, object: ApiObject): StatusCause[] {
  return scale === undefined ? [] : [scale.specReplicasPath, scale.statusReplicasPath].flatMap((path) => replicasCauses(path, valueAt(object, path)));
}

function replicasCauses(path: string, replicas: unknown): StatusCause[] {
  if (replicas === undefined) {
    return [];
  }
  if (typeof replicas !== 'number') {
    return [invalid(path, 0, `${path} accessor error: ${String(replicas)} is of the type ${typeof replicas}, expected int64`)];
  }
  return replicas < 0 ? [invalid(path, replicas, 'should be a non-negative integer')] : replicas > mostReplicas ? [invalid(path, replicas, `should be less than or equal to ${mostReplicas}`)] : [];
}

function valueAt(object: ApiObject, path: string): unknown {
  return path.split('.').filter((name) => name !== '').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], object);
}
