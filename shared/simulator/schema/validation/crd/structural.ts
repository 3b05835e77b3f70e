/** Whether a schema is structural: each field has one type, whatever is said of its values besides. */
import type { StatusCause } from '../../../api-server/api-status.ts';
import { CelError } from '../../../cel/cel-error.ts';
import { regExpOf } from '../../../cel/re2.ts';
import type { Schema } from '../../schema.ts';
import { forbidden, invalid, required } from '../causes.ts';

type Level = 'root' | 'item' | 'field';

const untyped: Record<Level, string> = { root: 'at the root', item: 'for specified array items', field: 'for specified object fields' };

/** What is not structural in a schema, in the order of the alphabet. */
export function structuralCauses(schema: Schema, path: string): StatusCause[] {
  const causes = [...ownCauses(schema, 'root', path), ...missingCauses(schema, schema, path, path)];
  return causes.sort((one, other) => (`${one.field}: ${one.message}` < `${other.field}: ${other.message}` ? -1 : 1));
}

function ownCauses(schema: Schema, level: Level, path: string): StatusCause[] {
  const { items, properties = {}, additionalProperties } = schema;
  return [
    ...(schema.type === 'array' && items === undefined ? [required(`${path}.items`, 'must be specified')] : []),
    ...(items === undefined || Array.isArray(items) ? [] : ownCauses(items, 'item', `${path}.items`)),
    ...Object.entries(properties).flatMap(([name, property]) => ownCauses(property, 'field', `${path}.properties[${name}]`)),
    ...(additionalProperties !== undefined && level === 'root' ? [forbidden(`${path}.additionalProperties`, 'must not be used at the root')] : []),
    ...(typeof additionalProperties === 'object' ? ownCauses(additionalProperties, 'field', `${path}.additionalProperties`) : []),
    ...extensionCauses(schema, path),
    ...valueCauses(schema, path, isIntOrString(schema['anyOf']), isIntOrString((schema['allOf'] as Schema[] | undefined)?.[0]?.['anyOf'])),
    ...typeCauses(schema, level, path),
    ...identityCauses(schema, level, path),
  ];
}

function extensionCauses(schema: Schema, path: string): StatusCause[] {
  if (schema['x-kubernetes-int-or-string'] !== true) {
    return [];
  }
  return (['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource'] as const).filter((name) => schema[name] === true).map((name) => invalid(`${path}.${name}`, true, 'must be false if x-kubernetes-int-or-string is true'));
}

function typeCauses({ type: given, properties = {}, additionalProperties, ...schema }: Schema, level: Level, path: string): StatusCause[] {
  const type: string = given ?? '';
  const isEmbedded = schema['x-kubernetes-embedded-resource'] === true;
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const ofType = () => {
    if (isEmbedded && type !== 'object') {
      const detail = 'must be object if x-kubernetes-embedded-resource is true';
      return [type === '' ? required(`${path}.type`, detail) : invalid(`${path}.type`, type, detail)];
    }
    return type === '' && schema['x-kubernetes-int-or-string'] !== true && !isOpen ? [required(`${path}.type`, `must not be empty ${untyped[level]}`)] : [];
  };
  return [
    ...ofType(),
    ...(isEmbedded && additionalProperties !== undefined ? [forbidden(`${path}.additionalProperties`, 'must not be used if x-kubernetes-embedded-resource is set')] : []),
    ...(level === 'root' && type !== '' && type !== 'object' ? [invalid(`${path}.type`, type, 'must be object at the root')] : []),
    ...(isEmbedded && !isOpen && Object.keys(properties).length === 0 ? [required(`${path}.properties`, 'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields')] : []),
  ];
}

/** apiVersion, kind and metadata are what they are everywhere. */
function identityCauses({ properties = {}, ...schema }: Schema, level: Level, path: string): StatusCause[] {
  if (level !== 'root' && schema['x-kubernetes-embedded-resource'] !== true) {
    return [];
  }
  const { metadata } = properties;
  const { type, properties: fields = {}, description: _description, ...more } = metadata ?? {};
  const isPlain = Object.keys(fields).every((name) => name === 'name' || name === 'generateName') && Object.keys(more).length === 0;
  return [
    ...(['kind', 'apiVersion'] as const).filter((name) => properties[name] !== undefined && properties[name].type !== 'string').map((name) => invalid(`${path}.properties[${name}].type`, properties[name]?.type ?? '', 'must be string')),
    ...(metadata !== undefined && type !== 'object' ? [invalid(`${path}.properties[metadata].type`, type ?? '', 'must be object')] : []),
    ...(metadata !== undefined && level === 'root' && !isPlain ? [forbidden(`${path}.properties[metadata]`, 'must not specify anything other than name and generateName, but metadata is implicitly specified')] : []),
  ];
}

function isIntOrString(choice: unknown): boolean {
  return JSON.stringify(choice) === '[{"type":"integer"},{"type":"string"}]';
}

function valueCauses(schema: Schema, path: string, isAnyOfFree: boolean, isFirstFree: boolean): StatusCause[] {
  const { anyOf = [], allOf = [], oneOf = [], not } = schema as { anyOf?: Schema[]; allOf?: Schema[]; oneOf?: Schema[]; not?: Schema };
  return [
    ...(isAnyOfFree ? [] : anyOf.flatMap((each, index) => nestedCauses(each, `${path}.anyOf[${index}]`))),
    ...allOf.flatMap((each, index) => nestedCauses(each, `${path}.allOf[${index}]`, isFirstFree && index === 0)),
    ...oneOf.flatMap((each, index) => nestedCauses(each, `${path}.oneOf[${index}]`)),
    ...(not === undefined ? [] : nestedCauses(not, `${path}.not`)),
    ...patternCauses(schema['pattern'] as string | undefined, path),
  ];
}

function patternCauses(pattern: string | undefined, path: string): StatusCause[] {
  if (pattern === undefined || pattern === '') {
    return [];
  }
  try {
    regExpOf(pattern);
    return [];
  } catch (error) {
    if (error instanceof CelError) {
      return [invalid(`${path}.pattern`, pattern, `must be a valid regular expression, but isn't: ${error.message}`)];
    }
    throw error;
  }
}

/** What may not be said inside of anyOf, allOf, oneOf and not. */
const outside: Readonly<Record<string, string>> = {
  'type': 'must be empty', 'additionalProperties': 'must be undefined', 'default': 'must be undefined', 'title': 'must be empty', 'description': 'must be empty', 'nullable': 'must be false',
  'x-kubernetes-preserve-unknown-fields': 'must be false', 'x-kubernetes-embedded-resource': 'must be false', 'x-kubernetes-int-or-string': 'must be false',
  'x-kubernetes-list-map-keys': 'must be empty', 'x-kubernetes-list-type': 'must be undefined', 'x-kubernetes-map-type': 'must be undefined', 'x-kubernetes-validations': 'must be empty',
};

function nestedCauses(schema: Schema, path: string, isAnyOfFree = false): StatusCause[] {
  return [
    ...valueCauses(schema, path, isAnyOfFree, false),
    ...(schema.items === undefined ? [] : nestedCauses(schema.items, `${path}.items`)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) => nestedCauses(property, `${path}.properties[${name}]`)),
    ...Object.entries(outside).filter(([keyword]) => schema[keyword] !== undefined && schema[keyword] !== false && schema[keyword] !== '').map(([keyword, detail]) => forbidden(`${path}.${keyword}`, `${detail} to be structural`)),
    ...(schema.properties?.['metadata'] === undefined ? [] : [forbidden(`${path}.properties[metadata]`, 'must not be specified in a nested context')]),
  ];
}

/** What is said of the values of fields that the schema itself does not have. */
function missingCauses(values: Schema, schema: Schema, path: string, place: string): StatusCause[] {
  const { anyOf = [], allOf = [], oneOf = [], not } = values as { anyOf?: Schema[]; allOf?: Schema[]; oneOf?: Schema[]; not?: Schema };
  const nested = [...(not === undefined ? [] : [['not', not] as const]), ...allOf.map((each, index) => [`allOf[${index}]`, each] as const), ...anyOf.map((each, index) => [`anyOf[${index}]`, each] as const), ...oneOf.map((each, index) => [`oneOf[${index}]`, each] as const)];
  return nested.flatMap(([name, each]) => missingNested(each, schema, path, `${place}.${name}`));
}

function missingNested(values: Schema, schema: Schema, path: string, place: string): StatusCause[] {
  const ofField = ([name, property]: [string, Schema]) => {
    const known = schema.properties?.[name];
    const below = `.properties[${name}]`;
    return known === undefined ? [required(path + below, `because it is defined in ${place}${below}`)] : missingNested(property, known, path + below, place + below);
  };
  const ofItems = () => (schema.items === undefined ? [required(`${path}.items`, `because it is defined in ${place}.items`)] : missingNested(values.items!, schema.items, `${path}.items`, `${place}.items`));
  return [...missingCauses(values, schema, path, place), ...(values.items === undefined ? [] : ofItems()), ...Object.entries(values.properties ?? {}).flatMap(ofField)];
}
