import type { ApiObject } from '../../api-object.ts';
import { jsonPatch } from '../../patches/json-patch.ts';
import { mergePatch } from '../../patches/merge-patch.ts';
import { strategicMergePatch } from '../../patches/strategic-merge-patch.ts';
import { applyConfiguration } from '../../patches/server-side-apply/apply-configuration.ts';
import { badRequest, invalid, unsupportedMediaType } from '../api-status.ts';
import { timestamp } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import { asObjectOf, mediaTypeOf, parseObject, parseText } from '../decode-body.ts';
import type { Call } from '../request.ts';
import { createObject, updateObject } from '../write-object.ts';
import { optionsRefusal, writeOptionsOf } from '../write-request.ts';

const applyType = 'application/apply-patch+yaml';

/** How a patch of each media type changes an object. */
const patches: Record<string, (object: ApiObject, body: string, call: Call) => ApiObject> = {
  'application/json-patch+json': (object, body) => jsonPatch(object, parseText(body, false)),
  'application/merge-patch+json': (object, body) => mergePatch(object, parseObject(body, false)) as ApiObject,
  'application/strategic-merge-patch+json': (object, body, { definition }) => strategicMergePatch(object, parseObject(body, false), definition.schema),
};

/** PATCH of an object or its status. `created` where an apply has made it. @throws ApiStatus */
export async function patch(cluster: Cluster, call: Call): Promise<{ object: ApiObject; created: boolean }> {
  const type = mediaTypeOf(call.headers);
  if (type === applyType) {
    return await apply(cluster, call);
  }
  const change = acceptedPatches(call)[type];
  if (change === undefined) {
    throw unsupportedMediaType([...Object.keys(acceptedPatches(call)), applyType]);
  }
  const changed = (before: ApiObject) => sameObject(call, before, asObjectOf(call, change(before, call.body, call)));
  return { object: await updateObject(cluster, call, changed, writeOptionsOf(call, 'PatchOptions')), created: false };
}

function sameObject({ definition, name }: Call, before: ApiObject, after: ApiObject): ApiObject {
  const { uid } = after.metadata;
  if (uid !== before.metadata.uid) {
    throw invalid(definition, name, [{ reason: 'FieldValueInvalid', field: 'metadata.uid', message: `Invalid value: "${uid ?? ''}": field is immutable` }]);
  }
  return after;
}

/** Custom resources have no strategies. */
function acceptedPatches({ definition }: Call): typeof patches {
  const { 'application/strategic-merge-patch+json': strategic, ...others } = patches;
  return definition.isCustom || strategic === undefined ? others : patches;
}

async function apply(cluster: Cluster, call: Call): Promise<{ object: ApiObject; created: boolean }> {
  const { definition, namespace, name, query, subresource } = call;
  const manager = query.get('fieldManager') ?? '';
  if (manager === '') {
    throw optionsRefusal('PatchOptions', [{ reason: 'FieldValueRequired', field: 'fieldManager', message: 'Required value: is required for apply patch' }]);
  }
  const configuration = asObjectOf(call, parseObject(call.body, true));
  if (configuration.metadata.managedFields !== undefined) {
    throw badRequest('metadata.managedFields must be nil');
  }
  const merge = (live: ApiObject | undefined) => applyConfiguration({
    definition, live, configuration, manager, force: query.get('force') === 'true', time: timestamp(cluster.clock), ...(subresource === undefined ? {} : { subresource }),
  });
  const write = writeOptionsOf(call, 'PatchOptions', { tracks: false });
  if (cluster.store.get(definition, namespace, name) === undefined && subresource === undefined) {
    return { object: await createObject(cluster, call, merge(undefined), write), created: true };
  }
  return { object: await updateObject(cluster, call, merge, write), created: false };
}
