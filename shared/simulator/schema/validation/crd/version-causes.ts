/** What is wrong with the versions of a CustomResourceDefinition. */
import { isDeepStrictEqual } from 'node:util';
import type { StatusCause } from '../../../api-server/api-status.ts';
import type { CustomResourceDefinitionSpec, Version } from '../../custom-definition.ts';
import type { Schema } from '../../schema.ts';
import { duplicate, forbidden, invalid, invalidForEach, omitted, required } from '../causes.ts';
import { rfc1035LabelProblems } from '../names.ts';
import { defaultCauses } from './default-causes.ts';
import { schemaFormCauses } from './schema-form.ts';
import { structuralCauses } from './structural.ts';

const columnTypes = ['boolean', 'date', 'integer', 'number', 'string'];
const columnFormats = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'];

/** What all versions say alike is told of the whole. */
export function versionsCauses({ versions: given }: Partial<CustomResourceDefinitionSpec>): StatusCause[] {
  const versions = given ?? [];
  const [first] = versions;
  const isShared = (part: 'schema' | 'subresources' | 'additionalPrinterColumns' | 'selectableFields') => first?.[part] !== undefined && versions.every((version) => isDeepStrictEqual(version[part], first[part]));
  const place = (index: number, part: Parameters<typeof isShared>[0], shared: string = part) => (isShared(part) ? `spec.${shared}` : `spec.versions[${index}].${part}`);
  const parts = versions.flatMap((version, index) => [
    ...invalidForEach(`spec.versions[${index}].name`, version.name ?? '', rfc1035LabelProblems(version.name ?? '')),
    ...(index === 0 && versions.length === 1 && (version.name ?? '') !== '' ? invalidForEach('spec.version', version.name, rfc1035LabelProblems(version.name)) : []),
    ...deprecationCauses(version, `spec.versions[${index}].deprecationWarning`),
    ...(index > 0 && isShared('schema') ? [] : schemaCauses(version, `${place(index, 'schema', 'validation')}.openAPIV3Schema`, `spec.versions[${index}].schema.openAPIV3Schema`)),
    ...(index > 0 && isShared('subresources') ? [] : scaleCauses(version, `${place(index, 'subresources')}.scale`)),
    ...(index > 0 && isShared('additionalPrinterColumns') ? [] : (version.additionalPrinterColumns ?? []).flatMap((column, number) => columnCauses(column, `${place(index, 'additionalPrinterColumns')}[${number}]`))),
    ...(index > 0 && isShared('selectableFields') ? [] : selectableCauses(version, place(index, 'selectableFields'))),
  ]);
  const isTwice = new Set(versions.map(({ name }) => name)).size < versions.length;
  const shown = versions.length === 0 ? given ?? null : omitted;
  return [
    ...parts,
    ...(isTwice ? [invalid('spec.versions', shown, 'must contain unique version names')] : []),
    ...(versions.filter(({ storage }) => storage).length === 1 ? [] : [invalid('spec.versions', shown, 'must have exactly one version marked as storage version')]),
  ];
}

function deprecationCauses({ deprecated = false, deprecationWarning }: Version & { deprecated?: boolean; deprecationWarning?: string }, path: string): StatusCause[] {
  if (deprecationWarning === undefined) {
    return [];
  }
  const details = [...(deprecated ? [] : ['can only be set for deprecated versions']), ...(deprecated && deprecationWarning.length > 256 ? ['must be <= 256 characters long'] : []), ...(deprecated && deprecationWarning === '' ? ['must not be an empty string'] : [])];
  return invalidForEach(path, deprecationWarning, details);
}

const atRoot = ['description', 'type', 'format', 'title', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems', 'multipleOf', 'required', 'items', 'properties', 'externalDocs', 'example', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-validations'];
const titlesAtRoot = '[Description Type Format Title Maximum ExclusiveMaximum Minimum ExclusiveMinimum MaxLength MinLength Pattern MaxItems MinItems UniqueItems MultipleOf Required Items Properties ExternalDocs Example XPreserveUnknownFields XValidations]';

function schemaCauses({ schema, subresources }: Version, path: string, absentPath: string): StatusCause[] {
  const root = schema?.openAPIV3Schema;
  if (root === undefined) {
    return [required(absentPath)];
  }
  const structural = structuralCauses(root, path);
  const defaults = structural.length === 0 && !hasForeignKeywords(root) ? defaultCauses(root, path) : [];
  return [...(subresources?.status === undefined ? [] : rootCauses(root, path)), ...(root.nullable === true ? [forbidden(`${path}.nullable`, 'nullable cannot be true at the root')] : []), ...structural, ...defaults, ...schemaFormCauses(root, path, { isSound: structural.length + defaults.length === 0 })];
}

/** Of a schema whose items are a list, say, nothing more can be told. */
function hasForeignKeywords(schema: Schema): boolean {
  return Array.isArray(schema.items) || Object.values(schema.properties ?? {}).some(hasForeignKeywords);
}

/** The status must be a property of its own. */
function rootCauses(root: Schema, path: string): StatusCause[] {
  if (root.type !== undefined && root.type !== 'object') {
    return [invalid(`${path}.type`, root.type, 'only "object" is allowed as the type at the root of the schema if the status subresource is enabled')];
  }
  const isWrong = Object.keys(root).some((keyword) => !atRoot.includes(keyword) && root[keyword] !== false);
  return isWrong ? [invalid(path, omitted, `only ${titlesAtRoot} fields are allowed at the root of the schema if the status subresource is enabled`)] : [];
}

function scaleCauses({ subresources }: Version, path: string): StatusCause[] {
  const scale = subresources?.scale;
  if (scale === undefined) {
    return [];
  }
  const below = (name: string, text: string, roots: readonly string[], detail: string) => {
    const form = pathCauses(`${path}.${name}`, text);
    return form.length > 0 || roots.some((root) => text.startsWith(`.${root}.`)) ? form : [invalid(`${path}.${name}`, text, detail)];
  };
  const { specReplicasPath = '', statusReplicasPath = '', labelSelectorPath = '' } = scale;
  return [
    ...below('specReplicasPath', specReplicasPath, ['spec'], 'should be a json path under .spec'),
    ...below('statusReplicasPath', statusReplicasPath, ['status'], 'should be a json path under .status'),
    ...(labelSelectorPath === '' ? [] : below('labelSelectorPath', labelSelectorPath, ['spec', 'status'], 'should be a json path under either .spec or .status')),
  ];
}

function pathCauses(field: string, text: string): StatusCause[] {
  return text === '' ? [required(field)] : text.startsWith('.') ? [] : [invalid(field, text, 'must be a simple json path starting with .')];
}

function columnCauses({ name = '', type = '', format = '', jsonPath = '' }: Partial<NonNullable<Version['additionalPrinterColumns']>[number]>, path: string): StatusCause[] {
  return [
    ...(name === '' ? [required(`${path}.name`)] : []),
    ...(type === '' ? [required(`${path}.type`, `must be one of ${columnTypes.join(',')}`)] : columnTypes.includes(type) ? [] : [invalid(`${path}.type`, type, `must be one of ${columnTypes.join(',')}`)]),
    ...(format === '' || columnFormats.includes(format) ? [] : [invalid(`${path}.format`, format, `must be one of ${columnFormats.join(',')}`)]),
    ...pathCauses(`${path}.JSONPath`, jsonPath),
  ];
}

function selectableCauses({ selectableFields = [], schema }: Version, path: string): StatusCause[] {
  return selectableFields.flatMap(({ jsonPath = '' }, index) => {
    const place = `${path}[${index}].jsonPath`;
    if (jsonPath === '') {
      return [required(place)];
    }
    const found = jsonPath.startsWith('.') ? jsonPath.slice(1).split('.').reduce<Schema | undefined>((node, name) => node?.properties?.[name], schema?.openAPIV3Schema) : undefined;
    if (found === undefined) {
      return [invalid(place, jsonPath, `is an invalid path: ${jsonPath.startsWith('.') ? 'does not refer to a valid field' : `expected [ or . but got: ${jsonPath.split('.')[0]}`}`)];
    }
    const isTwice = selectableFields.slice(0, index).some((other) => other.jsonPath === jsonPath);
    return [
      ...(['string', 'boolean', 'integer'].includes(found.type ?? '') ? [] : [invalid(place, jsonPath, 'must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.')]),
      ...(isTwice ? [duplicate(place, jsonPath)] : []),
    ];
  });
}
