/** How a change becomes true: prepared, defaulted, admitted, validated, stored. The one way of all creates, updates and patches. */
import { isDeepStrictEqual } from 'node:util';
import type { ApiObject } from '../api-object.ts';
import type { Attributes } from '../admission/attributes.ts';
import { goText } from '../patches/go-text.ts';
import { keepTimes } from '../patches/server-side-apply/keep-times.ts';
import { trackUpdate } from '../patches/server-side-apply/track-update.ts';
import { applyDefaults } from '../schema/apply-defaults.ts';
import { checkFields } from '../schema/check-fields.ts';
import { validate } from '../schema/validate.ts';
import { ApiStatus, alreadyExists, badRequest, conflict, invalid, notFound } from './api-status.ts';
import { timestamp } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { mediaTypeOf, parseText } from './decode-body.ts';
import { assertMayGrant } from './may-grant.ts';
import { duplicateFields } from './duplicate-fields.ts';
import { settle } from './settle.ts';
import { prepareCreate, prepareUpdate } from './prepare-object.ts';
import type { Call } from './request.ts';

export interface WriteOptions {
  readonly dryRun: boolean;
  /** The kind CreateOptions, UpdateOptions or PatchOptions, for admission. */
  readonly options: object;
  /** Whose fields they are; undefined where the caller has seen to metadata.managedFields itself. */
  readonly manager: string | undefined;
}

/** Times that a patch without a version is tried against what others write meanwhile. */
const mostTries = 10;

/** Makes the object. @throws ApiStatus */
export async function createObject(cluster: Cluster, call: Call, wanted: ApiObject, { dryRun, options, manager }: WriteOptions): Promise<ApiObject> {
  const { definition, namespace } = call;
  const now = timestamp(cluster.clock);
  const prepared = applyDefaults(definition, prepareCreate(definition, knownFields(call, wanted), now));
  const owned = manager === undefined ? prepared : trackUpdate({ definition, before: undefined, after: prepared, manager, time: now });
  const attributes: Attributes = { operation: 'CREATE', definition, subresource: undefined, namespace, name: owned.metadata.name ?? '', object: owned, oldObject: undefined, dryRun, user: call.user, options, warn: call.warn };
  const admitted = settle(cluster, definition, checkFields(definition, applyDefaults(definition, (await cluster.admission.mutate(attributes))!)).object);
  assertValid(call, admitted);
  assertMayGrant({ ...definition, user: call.user, namespace, object: admitted, oldObject: undefined }, cluster.store);
  assertFree(cluster, call, admitted);
  await cluster.admission.validate({ ...attributes, object: admitted });
  assertFree(cluster, call, admitted);
  return dryRun ? admitted : cluster.store.put(definition, admitted);
}

function assertFree({ store }: Cluster, { definition, namespace }: Call, { metadata: { name } }: ApiObject): void {
  const existing = store.get(definition, namespace, name);
  if (existing !== undefined) {
    throw alreadyExists(definition, name, existing.metadata.deletionTimestamp !== undefined);
  }
}

/**
 * Changes the object. What `change` makes of the present state is tried again where somebody else was faster, unless it names the version
 * that it is meant for. A change that changes nothing is not stored. @throws ApiStatus
 */
export async function updateObject(cluster: Cluster, call: Call, change: (before: ApiObject) => ApiObject, write: WriteOptions): Promise<ApiObject> {
  const { definition, namespace, name } = call;
  for (let tried = 1; ; tried += 1) {
    const before = cluster.store.get(definition, namespace, name);
    if (before === undefined) {
      throw notFound(definition, name);
    }
    const after = await admitUpdate(cluster, call, before, change(before), write);
    if (cluster.store.get(definition, namespace, name) === before) {
      return write.dryRun ? after : storeUpdate(cluster, call, before, after);
    }
    if (tried === mostTries) {
      throw conflict(definition, name);
    }
  }
}

async function admitUpdate(cluster: Cluster, call: Call, before: ApiObject, wanted: ApiObject, { dryRun, options, manager }: WriteOptions): Promise<ApiObject> {
  const { definition, subresource, namespace, name } = call;
  const now = timestamp(cluster.clock);
  const defaulted = applyDefaults(definition, prepareUpdate(definition, before, knownFields(call, wanted), subresource));
  const owned = manager === undefined ? defaulted : trackUpdate({ definition, before, after: defaulted, manager, time: now, ...(subresource === undefined ? {} : { subresource }) });
  const attributes: Attributes = { operation: 'UPDATE', definition, subresource, namespace, name, object: owned, oldObject: before, dryRun, user: call.user, options, warn: call.warn };
  const mutated = checkFields(definition, applyDefaults(definition, (await cluster.admission.mutate(attributes))!)).object;
  // Admission may change what the request did not, and so the generation.
  const prepared = prepareUpdate(definition, before, { ...mutated, metadata: { ...mutated.metadata, resourceVersion: before.metadata.resourceVersion ?? '' } }, subresource);
  const admitted = keepTimes(before, settle(cluster, definition, prepared, before));
  assertValid(call, admitted, before);
  assertMayGrant({ ...definition, user: call.user, namespace, object: admitted, oldObject: before }, cluster.store);
  await cluster.admission.validate({ ...attributes, object: admitted });
  return admitted;
}

function storeUpdate({ store }: Cluster, { definition }: Call, before: ApiObject, after: ApiObject): ApiObject {
  if (after.metadata.deletionTimestamp !== undefined && isUnbound(after)) {
    return store.remove(definition, after);
  }
  return isDeepStrictEqual(before, after) ? before : store.put(definition, after);
}

/** Whether nothing keeps what is being deleted any more. */
function isUnbound({ metadata, spec }: ApiObject): boolean {
  const { finalizers = [] } = (spec ?? {}) as { finalizers?: unknown };
  return (metadata.finalizers ?? []).length === 0 && (metadata.deletionGracePeriodSeconds ?? 0) === 0 && (!Array.isArray(finalizers) || finalizers.length === 0);
}

function assertValid({ definition }: Call, object: ApiObject, before?: ApiObject): void {
  const causes = validate(definition, object, before);
  if (causes.length > 0) {
    throw invalid(definition, object.metadata.name ?? '', causes);
  }
}

/** Without the fields that no schema knows; says so, or refuses, as the request wants it. @throws ApiStatus 400 */
function knownFields(call: Call, wanted: ApiObject): ApiObject {
  const { query, body, warn } = call;
  const { object, unknown } = checkedFields(call, wanted);
  const strictness = query.get('fieldValidation') || 'Warn';
  const doubts = strictness === 'Ignore' ? [] : [...duplicateFields(body), ...unknown];
  if (strictness === 'Strict' && doubts.length > 0) {
    throw undecodable(call, `strict decoding error: ${doubts.join(', ')}`);
  }
  doubts.forEach(warn);
  return object;
}

function checkedFields(call: Call, wanted: ApiObject): ReturnType<typeof checkFields> {
  try {
    return checkFields(call.definition, wanted);
  } catch (error) {
    throw call.verb === 'patch' && error instanceof ApiStatus ? undecodable(call, error.message.replace(/^.* cannot be handled as a \w+: /, '')) : error;
  }
}

/** What comes of a patch is a problem of the patch. */
function undecodable({ verb, definition: { kind, version }, headers, body }: Call, why: string): ApiStatus {
  if (verb !== 'patch') {
    return badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${why}`);
  }
  const isStrategic = mediaTypeOf(headers) === 'application/strategic-merge-patch+json';
  const shown = isStrategic ? goText(parseText(body, false)) : body;
  const said = isStrategic ? why.replace(/^json: cannot unmarshal \w+ into .* of type (\w+)$/, 'unrecognized type: $1') : why;
  const message = `Invalid value: ${JSON.stringify(shown)}: ${said}`;
  return new ApiStatus(422, 'Invalid', ` "" is invalid: patch: ${message}`, { causes: [{ reason: 'FieldValueInvalid', field: 'patch', message }] });
}
