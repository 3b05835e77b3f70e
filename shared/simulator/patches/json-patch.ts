import jsonpatch from 'fast-json-patch';
import type { Operation, Validator } from 'fast-json-patch';
import type { ApiObject } from '../api-object.ts';
import { ApiStatus, badRequest } from '../api-server/api-status.ts';
import { goKind } from './go-text.ts';
import { isMap } from './json-map.ts';

/** RFC 6902; the object is left as it is. @throws ApiStatus 400 for what is no JSON patch, 422 for one that cannot be carried out. */
export function jsonPatch(object: ApiObject, patch: unknown): ApiObject {
  const patched = carryOut(object, operationsOf(patch));
  if (!isMap(patched)) {
    throw cannotBeCarriedOut();
  }
  return patched as ApiObject;
}

function operationsOf(patch: unknown): Operation[] {
  if (!Array.isArray(patch)) {
    throw badRequest(`error decoding patch: json: cannot unmarshal ${goKind(patch)} into Go value of type []handlers.jsonPatchOp`);
  }
  const wrong = patch.find((operation) => !isMap(operation));
  if (wrong !== undefined) {
    throw badRequest(`error decoding patch: json: cannot unmarshal ${goKind(wrong)} into Go value of type handlers.jsonPatchOp`);
  }
  return patch as Operation[];
}

function carryOut(object: ApiObject, operations: Operation[]): unknown {
  try {
    return jsonpatch.applyPatch<unknown>(structuredClone(object), structuredClone(operations), validateAsServer).newDocument;
  } catch {
    throw cannotBeCarriedOut();
  }
}

/** The API server is laxer than the RFC: `replace` of a field that is not there adds it. */
const validateAsServer: Validator<unknown> = (operation, index, document, existing) => {
  const isField = operation.op === 'replace' && !/\/(\d+|-)$/.test(operation.path);
  jsonpatch.validator(isField ? { ...operation, op: 'add' } : operation, index, document, existing);
};

/** The API server does not say what is wrong either. */
function cannotBeCarriedOut(): ApiStatus {
  return new ApiStatus(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
}
