/** What the API server itself writes into an object before it is stored: identity, times, generation, and what may not be changed that way. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ApiObject } from '../api-object.ts';
import type { Definition } from '../schema/definition.ts';
import { badRequest, conflict } from './api-status.ts';
import { initialState } from './initial-state.ts';

const suffixLetters = 'bcdfghjklmnpqrstvwxz2456789';

/** A new object as it would be stored: named, dated, numbered, without what its author may not set. @throws ApiStatus 400 */
export function prepareCreate(definition: Definition, object: ApiObject, now: string): ApiObject {
  const { resourceVersion, uid: _uid, generation: _generation, deletionTimestamp: _deleted, deletionGracePeriodSeconds: _grace, ...metadata } = object.metadata;
  if (resourceVersion !== undefined && resourceVersion !== '') {
    throw badRequest('resourceVersion should not be set on objects to be created');
  }
  const named = (metadata.name ?? '') === '' && metadata.generateName !== undefined ? { ...metadata, name: metadata.generateName + randomSuffix() } : metadata;
  const { status, ...rest } = object;
  const kept = definition.hasStatus || status === undefined ? rest : { ...rest, status };
  return initialState(definition, {
    ...kept,
    metadata: { ...named, uid: randomUUID(), creationTimestamp: now, ...(definition.hasGeneration ? { generation: 1 } : {}) },
  } as ApiObject);
}

/** Five letters, none of which makes a word. */
function randomSuffix(): string {
  return Array.from({ length: 5 }, () => suffixLetters[Math.floor(Math.random() * suffixLetters.length)]).join('');
}

/** What a write to an object, or to its status, makes of it: the other part and its identity stay. @throws ApiStatus 409 where it is another object's. */
export function prepareUpdate(definition: Definition, before: ApiObject, wanted: ApiObject, subresource: string | undefined): ApiObject {
  assertSameObject(definition, before, wanted);
  const after = withIdentity(before, partWritten(definition, before, wanted, subresource));
  return subresource === 'status' ? after : withGeneration(definition, before, after);
}

function assertSameObject(definition: Definition, before: ApiObject, { metadata: { uid, resourceVersion } }: ApiObject): void {
  const { name } = before.metadata;
  if (uid !== undefined && uid !== '' && uid !== before.metadata.uid) {
    throw conflict(definition, name, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${before.metadata.uid}`);
  }
  if (resourceVersion !== undefined && resourceVersion !== '' && resourceVersion !== '0' && resourceVersion !== before.metadata.resourceVersion) {
    throw conflict(definition, name);
  }
}

function partWritten(definition: Definition, before: ApiObject, wanted: ApiObject, subresource: string | undefined): ApiObject {
  if (subresource === 'status') {
    return { ...before, metadata: metadataOfStatusWrite(definition, before, wanted), ...(wanted['status'] === undefined ? {} : { status: wanted['status'] }) };
  }
  if (!definition.hasStatus) {
    return wanted;
  }
  const { status: _status, ...rest } = wanted;
  return { ...rest, ...(before['status'] === undefined ? {} : { status: before['status'] }) } as ApiObject;
}

/** Whoever writes the status of a built-in kind may write annotations with it, as the deployment controller does; of a custom one, nothing. */
function metadataOfStatusWrite({ isCustom }: Definition, { metadata }: ApiObject, wanted: ApiObject): ApiObject['metadata'] {
  const { managedFields = metadata.managedFields, annotations } = wanted.metadata;
  const { annotations: _before, ...others } = metadata;
  const kept = isCustom ? metadata : { ...others, ...(annotations === undefined ? {} : { annotations }) };
  return managedFields === undefined ? kept : { ...kept, managedFields };
}

const identity = ['name', 'namespace', 'uid', 'resourceVersion', 'creationTimestamp', 'generation', 'generateName', 'deletionTimestamp', 'deletionGracePeriodSeconds'] as const;

function withIdentity(before: ApiObject, wanted: ApiObject): ApiObject {
  const metadata: Record<string, unknown> = { ...wanted.metadata };
  for (const field of identity) {
    delete metadata[field];
    if (before.metadata[field] !== undefined) {
      metadata[field] = before.metadata[field];
    }
  }
  return { ...wanted, metadata: metadata as unknown as ApiObject['metadata'] };
}

/** Counts what is neither metadata nor status; of a Deployment its annotations too; of a Pod not to which node it goes. */
function withGeneration(definition: Definition, before: ApiObject, wanted: ApiObject): ApiObject {
  const { generation } = before.metadata;
  if (!definition.hasGeneration || generation === undefined || isDeepStrictEqual(countedPart(before, definition), countedPart(wanted, definition))) {
    return wanted;
  }
  return { ...wanted, metadata: { ...wanted.metadata, generation: generation + 1 } };
}

function countedPart({ metadata, status: _status, apiVersion: _apiVersion, kind, ...counted }: ApiObject, { group }: Definition): object {
  if (kind === 'Pod' && group === '') {
    const { nodeName: _nodeName, ...spec } = counted['spec'] as { nodeName?: string };
    return { ...counted, spec };
  }
  return kind === 'Deployment' && group === 'apps' ? { ...counted, annotations: metadata.annotations ?? {} } : counted;
}
