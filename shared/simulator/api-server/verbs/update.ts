import type { ApiObject } from '../../api-object.ts';
import { conflict, invalid } from '../api-status.ts';
import type { Cluster } from '../cluster.ts';
import { decodeObject } from '../decode-body.ts';
import type { Call } from '../request.ts';
import { createObject, updateObject } from '../write-object.ts';
import { writeOptionsOf } from '../write-request.ts';

/** PUT of an object or its status. @throws ApiStatus */
export async function update(cluster: Cluster, call: Call): Promise<{ object: ApiObject; created: boolean }> {
  const wanted = decodeObject(call);
  const { definition, namespace, name, subresource } = call;
  if (definition.plural === 'leases' && subresource === undefined && cluster.store.get(definition, namespace, name) === undefined) {
    return { object: await createByUpdate(cluster, call, wanted), created: true };
  }
  const change = () => {
    assertVersion(call, wanted);
    return wanted;
  };
  return { object: await updateObject(cluster, call, change, writeOptionsOf(call, 'UpdateOptions')), created: false };
}

/** A Lease may be made by a PUT, but not one that the client takes for another. */
async function createByUpdate(cluster: Cluster, call: Call, wanted: ApiObject): Promise<ApiObject> {
  const { uid, resourceVersion, ...metadata } = wanted.metadata;
  if ((uid ?? '') !== '' || (resourceVersion ?? '') !== '') {
    throw conflict(call.definition, call.name, `StorageError: invalid object, Code: 4, Key: , ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid ?? ''}, UID in object meta: `);
  }
  return await createObject(cluster, { ...call, name: '' }, { ...wanted, metadata }, writeOptionsOf(call, 'UpdateOptions'));
}

/** Custom resources and some built-in ones are replaced only by who names the version that was read. */
function assertVersion({ definition }: Call, { metadata: { name, resourceVersion } }: ApiObject): void {
  const needsVersion = definition.isCustom || ['leases', 'poddisruptionbudgets'].includes(definition.plural);
  if (needsVersion && (resourceVersion === undefined || resourceVersion === '')) {
    throw invalid({ ...definition, kind: definition.plural }, name, [{ reason: 'FieldValueInvalid', field: 'metadata.resourceVersion', message: 'Invalid value: 0: must be specified for an update' }]);
  }
}
