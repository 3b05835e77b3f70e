/** Which code answers which verb and subresource. */
import type { ApiObject } from '../api-object.ts';
import { methodNotAllowed, noSuchResource } from './api-status.ts';
import type { Cluster } from './cluster.ts';
import { eventLines, respondList, respondOne, shapeOf } from './respond.ts';
import type { ApiResponse, Call } from './request.ts';
import { bind } from './subresources/binding.ts';
import { finalize } from './subresources/finalize.ts';
import { log } from './subresources/log.ts';
import { proxy } from './subresources/proxy.ts';
import { scale } from './subresources/scale.ts';
import { requestToken } from './subresources/token.ts';
import { create } from './verbs/create.ts';
import { deleteCollection } from './verbs/delete-collection.ts';
import { deleteObject, deleteOptionsOf } from './verbs/delete.ts';
import { list } from './verbs/list.ts';
import { patch } from './verbs/patch.ts';
import { readOne } from './verbs/read-one.ts';
import { update } from './verbs/update.ts';
import { watch } from './verbs/watch.ts';

/** Answers a request about a resource. `staleVersions`: how old the state is that reads are answered from. @throws ApiStatus */
export async function serveResource(cluster: Cluster, call: Call, staleVersions: number): Promise<ApiResponse> {
  const { definition, subresource } = call;
  if (definition.group === '' && definition.plural === 'endpoints') {
    call.warn('v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice');
  }
  assertPlace(call);
  if (subresource === undefined || (subresource === 'status' && definition.hasStatus)) {
    return await serveObject(cluster, call, staleVersions);
  }
  const serve = subresources[`${definition.group === '' ? definition.plural : '*'}/${subresource}`];
  if (serve === undefined) {
    throw noSuchResource();
  }
  return await serve(cluster, call);
}

/** Objects have a name, collections none, and what lives in namespaces is found in one. @throws ApiStatus 404, 405 */
function assertPlace({ verb, definition, namespace, name, subresource }: Call): void {
  const hasName = name !== '';
  if (subresource === undefined && hasName === (verb === 'create') && ['create', 'update', 'patch', 'delete'].includes(verb)) {
    throw methodNotAllowed();
  }
  if (definition.namespaced && namespace === '' && (hasName || verb === 'create')) {
    throw hasName ? noSuchResource() : methodNotAllowed();
  }
}

const subresources: Record<string, (cluster: Cluster, call: Call) => Promise<ApiResponse> | ApiResponse> = {
  'pods/proxy': proxy,
  'services/proxy': proxy,
  'pods/log': log,
  'pods/binding': async (cluster, call) => success(201, await bind(cluster, call).then(() => ({}))),
  'namespaces/finalize': async (cluster, call) => respondOne(cluster, call, await finalize(cluster, call)),
  'serviceaccounts/token': (cluster, call) => ({ status: 201, body: requestToken(cluster, call) }),
  '*/scale': async (cluster, call) => ({ status: 200, body: await scale(cluster, call) }),
};

async function serveObject(cluster: Cluster, call: Call, staleVersions: number): Promise<ApiResponse> {
  switch (call.verb) {
    case 'get':
      return respondOne(cluster, call, readOne(cluster, call, staleVersions));
    case 'list':
      return respondList(cluster, call, list(cluster, call, staleVersions));
    case 'watch':
      shapeOf(call);
      return { status: 200, body: eventLines(cluster, call, watch(cluster, call)) };
    case 'create':
      return respondOne(cluster, call, await create(cluster, call), 201);
    case 'update':
      return written(cluster, call, await update(cluster, call));
    case 'patch':
      return written(cluster, call, await patch(cluster, call));
    case 'delete':
      return await deleted(cluster, call);
    case 'deletecollection':
      return respondList(cluster, call, { items: await deleteCollection(cluster, call), resourceVersion: String(cluster.store.version) });
    default:
      throw methodNotAllowed();
  }
}

function written(cluster: Cluster, call: Call, { object, created }: { object: ApiObject; created: boolean }): ApiResponse {
  return respondOne(cluster, call, object, created ? 201 : 200);
}

async function deleted(cluster: Cluster, call: Call): Promise<ApiResponse> {
  const { object, isGone } = await deleteObject(cluster, call, deleteOptionsOf(call));
  const { definition: { group, plural }, name } = call;
  return isGone && !['pods', 'services'].includes(plural) ? success(200, { details: { name, ...(group === '' ? {} : { group }), kind: plural, uid: object.metadata.uid } }) : respondOne(cluster, call, object);
}

function success(code: number, more: object): ApiResponse {
  return { status: code, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', ...more } };
}
