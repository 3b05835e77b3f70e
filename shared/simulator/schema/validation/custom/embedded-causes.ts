import type { StatusCause } from '../../../api-server/api-status.ts';
import type { ApiObject } from '../../../api-object.ts';
import type { Schema } from '../../schema.ts';
import { invalid, invalidForEach, required } from '../causes.ts';
import { metadataProblems } from '../metadata.ts';
import { pathSegmentProblems, rfc1035LabelProblems } from '../names.ts';

type Fields = Record<string, unknown>;

/** What is wrong with whole objects that stand inside of a custom resource. */
export function embeddedCauses(value: unknown, schema: Schema, path = ''): StatusCause[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const { properties = {}, additionalProperties, items } = schema;
  if (Array.isArray(value)) {
    return items === undefined ? [] : value.flatMap((item, index) => embeddedCauses(item, items, `${path}[${index}]`));
  }
  const own = path !== '' && schema['x-kubernetes-embedded-resource'] === true ? objectCauses(value as Fields, path) : [];
  const below = Object.entries(value).flatMap(([name, field]) => {
    const property = properties[name];
    if (property !== undefined) {
      return embeddedCauses(field, property, path === '' ? name : `${path}.${name}`);
    }
    return typeof additionalProperties === 'object' ? embeddedCauses(field, additionalProperties, `${path}[${name}]`) : [];
  });
  return [...own, ...below];
}

function objectCauses(object: Fields, path: string): StatusCause[] {
  const { apiVersion, kind, metadata } = object;
  const ofMetadata = metadata === undefined ? [] : metadataProblems({ ...object, metadata: { name: 'unnamed', ...metadata as object } } as ApiObject, undefined, { nameRule: pathSegmentProblems, areFinalizersQualified: false });
  return [
    ...textCauses(apiVersion, `${path}.apiVersion`, (text) => (text.split('/').length > 2 ? [`unexpected GroupVersion string: ${text}`] : [])),
    ...textCauses(kind, `${path}.kind`, (text) => rfc1035LabelProblems(text.toLowerCase()).map((problem) => `may have mixed case, but should otherwise match: ${problem}`)),
    ...ofMetadata.map((cause) => ({ ...cause, field: `${path}.${cause.field ?? ''}` })),
  ];
}

function textCauses(value: unknown, path: string, problemsOf: (text: string) => string[]): StatusCause[] {
  if (value === undefined) {
    return [required(path)];
  }
  if (typeof value !== 'string') {
    return [invalid(path, value, 'must be a string')];
  }
  return value === '' ? [invalid(path, value, 'must not be empty')] : invalidForEach(path, value, problemsOf(value));
}
