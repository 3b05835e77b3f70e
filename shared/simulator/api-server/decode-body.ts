import { parse } from 'yaml';
import type { ApiObject } from '../api-object.ts';
import { apiVersionOf } from '../schema/definition.ts';
import { badRequest, invalid, unsupportedMediaType } from './api-status.ts';
import type { Call } from './request.ts';

const objectTypes = ['application/json', 'application/yaml'];

/** The body as an object, whatever it is. @throws ApiStatus 400, 415 */
export function decodeBody({ body, headers }: Pick<Call, 'body' | 'headers'>): Record<string, unknown> {
  const type = mediaTypeOf(headers);
  if (type !== '' && !objectTypes.includes(type)) {
    throw unsupportedMediaType(objectTypes);
  }
  return parseObject(body, type === 'application/yaml');
}

/** The text as an object. @throws ApiStatus 400 */
export function parseObject(text: string, isYaml: boolean): Record<string, unknown> {
  const value = parseText(text, isYaml);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('the object provided is unrecognized (must be of type Kubernetes object)');
  }
  return value as Record<string, unknown>;
}

/** The text as JSON, or as YAML where it is none and may be. @throws ApiStatus 400 */
export function parseText(text: string, isYaml: boolean): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!isYaml) {
      throw badRequest(`invalid JSON: ${(error as Error).message}`);
    }
  }
  try {
    return parse(text);
  } catch (error) {
    throw badRequest(`invalid YAML: ${(error as Error).message.split('\n')[0]}`);
  }
}

/** Without parameters, in lower case. */
export function mediaTypeOf(headers: Call['headers']): string {
  return (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}

/** The body as an object of the resource that the path names. @throws ApiStatus 400 where it is of another one, or belongs elsewhere. */
export function decodeObject(call: Call): ApiObject {
  return asObjectOf(call, decodeBody(call));
}

/** Checks that a decoded body is of the path's kind, name and namespace. @throws ApiStatus 400 */
export function asObjectOf(call: Pick<Call, 'definition' | 'namespace' | 'name'>, body: Record<string, unknown>): ApiObject {
  const { definition, namespace, name } = call;
  const { apiVersion, kind, metadata = {} } = body as { apiVersion?: string; kind?: string; metadata?: Partial<ApiObject['metadata']> };
  if (kind === undefined || kind === '') {
    throw badRequest(`Object 'Kind' is missing in '${JSON.stringify(body)}'`);
  }
  if (definition.isCustom && kind !== definition.kind) {
    throw invalid({ ...definition, kind }, metadata.name ?? '', [{ reason: 'FieldValueInvalid', field: 'kind', message: `Invalid value: "${kind}": must be ${definition.kind}` }]);
  }
  if (definition.isCustom && apiVersion !== undefined && apiVersion !== apiVersionOf(definition)) {
    throw badRequest(`the API version in the data (${apiVersion}) does not match the expected API version (${apiVersionOf(definition)})`);
  }
  if (kind !== definition.kind || (apiVersion !== undefined && apiVersion !== apiVersionOf(definition))) {
    throw badRequest(`${kind} in version "${apiVersion ?? ''}" cannot be handled as a ${definition.kind}: no kind "${kind}" is registered for version "${apiVersion ?? ''}"`);
  }
  if (definition.namespaced && metadata.namespace !== undefined && metadata.namespace !== '' && metadata.namespace !== namespace) {
    throw badRequest(`the namespace of the provided object does not match the namespace sent on the request`);
  }
  if (name !== '' && metadata.name !== undefined && metadata.name !== name) {
    throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`);
  }
  return { ...body, apiVersion: apiVersionOf(definition), kind, metadata: { ...metadata, ...(name === '' ? {} : { name }), ...(definition.namespaced ? { namespace } : {}) } } as ApiObject;
}
