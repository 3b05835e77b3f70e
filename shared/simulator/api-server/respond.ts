/** What is sent for an object, a collection or the events of a watch: as they are, as a table, or their metadata alone. */
import type { ApiObject } from '../api-object.ts';
import { apiVersionOf } from '../schema/definition.ts';
import { acceptedShape } from './table/accept.ts';
import { tableOf } from './table/table.ts';
import type { Cluster } from './cluster.ts';
import type { ApiResponse, Call } from './request.ts';
import type { Page } from './verbs/list.ts';
import type { WatchEvent } from './verbs/watch.ts';

/** One object under the version that was asked for. */
export function respondOne(cluster: Cluster, call: Call, object: ApiObject, status = 200): ApiResponse {
  const versioned = underVersion(call, object);
  switch (shapeOf(call)) {
    case 'Table':
      return { status, body: tableOf(call.definition, [versioned], tableOptions(cluster, call)) };
    case 'Metadata':
      return { status, body: metadataOf(versioned) };
    case 'Object':
      return { status, body: versioned };
  }
}

/** A collection, or a page of it. */
export function respondList(cluster: Cluster, call: Call, page: Page): ApiResponse {
  const { definition } = call;
  const { items, ...metadata } = page;
  const versioned = items.map((object) => underVersion(call, object));
  switch (shapeOf(call)) {
    case 'Table':
      return { status: 200, body: tableOf(definition, versioned, { ...tableOptions(cluster, call), list: metadata }) };
    case 'Metadata':
      return { status: 200, body: { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items: versioned.map(metadataOf) } };
    case 'Object':
      return { status: 200, body: { kind: definition.listKind, apiVersion: apiVersionOf(definition), metadata, items: definition.isCustom ? versioned : versioned.map(withoutType) } };
  }
}

/** Events, one line of JSON each. */
export async function* eventLines(cluster: Cluster, call: Call, events: AsyncIterable<WatchEvent>): AsyncIterable<string> {
  const shape = shapeOf(call);
  let areColumnsKnown = false;
  for await (const { type, object } of events) {
    const isObject = type !== 'ERROR' && type !== 'BOOKMARK';
    yield `${JSON.stringify({ type, object: isObject ? shaped(object as ApiObject) : object })}\n`;
    areColumnsKnown ||= isObject;
  }

  function shaped(object: ApiObject): object {
    const versioned = underVersion(call, object);
    return shape === 'Table' ? tableOf(call.definition, [versioned], { ...tableOptions(cluster, call), areColumnsKnown }) : shape === 'Metadata' ? metadataOf(versioned) : versioned;
  }
}

/** The shape that a request asks for. @throws ApiStatus 406 */
export function shapeOf({ headers }: Pick<Call, 'headers'>): 'Object' | 'Table' | 'Metadata' {
  return acceptedShape(headers['accept'] ?? '');
}

/** What is stored once is served under each of its versions. */
function underVersion({ definition }: Call, object: ApiObject): ApiObject {
  const apiVersion = apiVersionOf(definition);
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion };
}

function withoutType({ apiVersion: _apiVersion, kind: _kind, ...object }: ApiObject): object {
  return object;
}

function metadataOf({ metadata }: ApiObject): object {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
}

function tableOptions({ clock }: Cluster, { query }: Call) {
  return { now: clock.now(), includeObject: (query.get('includeObject') ?? 'Metadata') as 'Metadata' | 'Object' | 'None' };
}
