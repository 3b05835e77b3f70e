/** What a schema of a CustomResourceDefinition may say, besides being structural. */
import type { StatusCause } from '../../../api-server/api-status.ts';
import type { Schema } from '../../schema.ts';
import { forbidden, invalid, required, unsupported } from '../causes.ts';
import { ruleExpressionCauses, ruleFormCauses } from './rule-syntax.ts';

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const unsupportedKeywords: Readonly<Record<string, string>> = { id: 'id is not supported', additionalItems: 'additionalItems is not supported', patternProperties: 'patternProperties is not supported', definitions: 'definitions is not supported', dependencies: 'dependencies is not supported', $ref: '$ref is not supported' };

interface Place {
  readonly path: string;
  /** Why there may be no default here. */
  readonly noDefault?: string;
  readonly isRoot?: boolean;
  /** Whether rules are looked at: not in what is no structure, nor where something else is wrong. */
  readonly hasRules: boolean;
  readonly uncorrelated?: string;
}

/** What is wrong with how a schema is written; rules are looked at where the schema is sound otherwise. */
export function schemaFormCauses(schema: Schema, path: string, { isSound }: { isSound: boolean }): StatusCause[] {
  return formCauses(schema, { path, isRoot: true, hasRules: isSound });
}

function formCauses(schema: Schema, place: Place): StatusCause[] {
  const own = [...keywordCauses(schema, place), ...listCauses(schema, place.path), ...ruleFormCauses(schema, place.path)];
  const below = childrenOf(schema, place).flatMap(([child, childPlace]) => formCauses(child, childPlace));
  const causes = [...own, ...below];
  return place.hasRules && causes.length === 0 ? ruleExpressionCauses(schema, place.path, place.uncorrelated) : causes;
}

function childrenOf(schema: Schema, place: Place): [Schema, Place][] {
  const { path, isRoot = false } = place;
  const { properties = {}, additionalProperties, items, ...others } = schema;
  const inside = (name: string, more: Partial<Place> = {}): Place => ({ ...place, isRoot: false, path: `${path}.${name}`, ...more });
  const isIdentity = (name: string) => ['metadata', 'kind', 'apiVersion'].includes(name);
  const nested = (['allOf', 'oneOf', 'anyOf'] as const).flatMap((keyword) => ((others[keyword] ?? []) as Schema[]).map((each, index): [Schema, Place] => [each, inside(`${keyword}[${index}]`, { hasRules: false })]));
  const isKeyed = schema['x-kubernetes-list-type'] === 'map';
  return [
    ...(typeof additionalProperties === 'object' ? [[additionalProperties, inside('additionalProperties')] as [Schema, Place]] : []),
    ...Object.entries(properties).map(([name, property]): [Schema, Place] => [property, inside(`properties[${name}]`, isRoot && isIdentity(name) ? { noDefault: `in top-level ${name}` } : {})]),
    ...(others['not'] === undefined ? [] : [[others['not'] as Schema, inside('not', { hasRules: false })] as [Schema, Place]]),
    ...nested,
    ...(items === undefined || Array.isArray(items) ? [] : [[items, inside('items', isKeyed || place.uncorrelated !== undefined ? {} : { uncorrelated: path })] as [Schema, Place]]),
  ];
}

function keywordCauses(schema: Schema, { path, noDefault }: Place): StatusCause[] {
  const { type = '' as string, properties = {}, additionalProperties } = schema;
  const mapType = schema['x-kubernetes-map-type'];
  return [
    ...(type === '' || types.includes(type) ? [] : [unsupported(`${path}.type`, type, types)]),
    ...(schema.default !== undefined && noDefault !== undefined ? [forbidden(`${path}.default`, `must not be set ${noDefault}`)] : []),
    ...Object.entries(unsupportedKeywords).filter(([keyword]) => schema[keyword] !== undefined).map(([keyword, detail]) => forbidden(`${path}.${keyword}`, detail)),
    ...(type === 'null' ? [forbidden(`${path}.type`, 'type cannot be set to null, use nullable as an alternative')] : []),
    ...(Array.isArray(schema.items) ? [forbidden(`${path}.items`, 'items must be a schema object and not an array')] : []),
    ...(schema['uniqueItems'] === true ? [forbidden(`${path}.uniqueItems`, 'uniqueItems cannot be set to true since the runtime complexity becomes quadratic')] : []),
    ...(additionalProperties !== undefined && additionalProperties !== true && Object.keys(properties).length > 0 ? [forbidden(`${path}.additionalProperties`, 'additionalProperties and properties are mutual exclusive')] : []),
    ...(schema['x-kubernetes-preserve-unknown-fields'] === false ? [invalid(`${path}.x-kubernetes-preserve-unknown-fields`, false, 'must be true or undefined')] : []),
    ...(mapType === undefined ? [] : typeCauses(type, 'object', 'x-kubernetes-map-type', path)),
    ...(mapType === undefined || ['atomic', 'granular'].includes(mapType) ? [] : [unsupported(`${path}.x-kubernetes-map-type`, mapType, ['atomic', 'granular'])]),
  ];
}

function typeCauses(type: string, wanted: string, keyword: string, path: string): StatusCause[] {
  const detail = `must be ${wanted} if ${keyword} is specified`;
  return type === wanted ? [] : [type === '' ? required(`${path}.type`, detail) : invalid(`${path}.type`, type, detail)];
}

function listCauses(schema: Schema, path: string): StatusCause[] {
  const { 'type': type = '' as string, items, 'x-kubernetes-list-type': listType, 'x-kubernetes-list-map-keys': keys = [] } = schema;
  const ofKeys = keys.length > 0 && listType !== 'map' ? [listType === undefined ? required(`${path}.x-kubernetes-list-type`, 'must be map if x-kubernetes-list-map-keys is non-empty') : invalid(`${path}.x-kubernetes-list-type`, listType, 'must be map if x-kubernetes-list-map-keys is non-empty')] : [];
  if (listType === undefined) {
    return ofKeys;
  }
  return [
    ...typeCauses(type, 'array', 'x-kubernetes-list-type', path),
    ...(listType === 'set' && type === 'array' && items !== undefined ? setItemCauses(items, `${path}.items`) : []),
    ...(['atomic', 'set', 'map'].includes(listType) ? [] : [unsupported(`${path}.x-kubernetes-list-type`, listType, ['atomic', 'set', 'map'])]),
    ...ofKeys,
    ...(listType === 'map' ? mapItemCauses(items, keys, path) : []),
    ...(listType !== 'atomic' && items?.nullable === true ? [forbidden(`${path}.items.nullable`, `cannot be nullable when x-kubernetes-list-type is ${listType}`)] : []),
  ];
}

/** Items of a set are compared as a whole. */
function setItemCauses(items: Schema, path: string): StatusCause[] {
  const detail = 'must be atomic as item of a list with x-kubernetes-list-type=set';
  if (items.type === 'object' && items['x-kubernetes-map-type'] !== 'atomic') {
    return [invalid(`${path}.x-kubernetes-map-type`, null, detail)];
  }
  const listType = items['x-kubernetes-list-type'];
  return items.type === 'array' && listType !== undefined && listType !== 'atomic' ? [invalid(`${path}.x-kubernetes-list-type`, listType, detail)] : [];
}

function mapItemCauses(items: Schema | undefined, keys: readonly string[], path: string): StatusCause[] {
  const isObject = items?.type === 'object';
  return [
    ...(keys.length === 0 ? [required(`${path}.x-kubernetes-list-map-keys`, 'must not be empty if x-kubernetes-list-type is map')] : []),
    ...(items === undefined ? [required(`${path}.items`, 'must have a schema if x-kubernetes-list-type is map')] : []),
    ...(items !== undefined && !isObject ? [invalid(`${path}.items.type`, items.type ?? '', "must be object if parent array's x-kubernetes-list-type is map")] : []),
    ...(isObject ? keys.flatMap((key, index) => keyCauses(items, key, keys, index, path)) : []),
  ];
}

function keyCauses(items: Schema, key: string, keys: readonly string[], index: number, path: string): StatusCause[] {
  const field = items.properties?.[key];
  const place = `${path}.items.properties[${key}]`;
  const isRepeated = keys.indexOf(key) < index;
  return [
    ...(field === undefined ? [invalid(`${path}.x-kubernetes-list-map-keys`, keys, 'entries must all be names of item properties')] : []),
    ...(field?.type === 'array' || field?.type === 'object' ? [invalid(`${place}.type`, items.type, "must be a scalar type if parent array's x-kubernetes-list-type is map")] : []),
    ...(isRepeated ? [invalid(`${path}.x-kubernetes-list-map-keys`, keys, 'must not contain duplicate entries')] : []),
    ...(field !== undefined && field.default === undefined && items.required?.includes(key) !== true ? [required(`${place}.default`, 'this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property')] : []),
    ...(field?.nullable === true ? [forbidden(`${place}.nullable`, 'this property is in x-kubernetes-list-map-keys, so it cannot be nullable')] : []),
  ];
}
