import { noSuchResource } from './api-status.ts';
import type { Cluster } from './cluster.ts';
import { discover } from './discovery.ts';
import { openApiDocument, openApiIndex } from './openapi.ts';
import type { ApiRequest, ApiResponse } from './request.ts';

const healthPaths = ['/healthz', '/livez', '/readyz'];

/** Answers what is about the API server itself: health, version, what there is. @throws ApiStatus 404 */
export function serveOther({ definitions }: Cluster, { path, headers }: ApiRequest): ApiResponse {
  if (healthPaths.some((each) => path === each || path.startsWith(`${each}/`))) {
    return { status: 200, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: 'ok' };
  }
  const body = path.startsWith('/openapi/v3') ? openApi(path, definitions) : undefined;
  if (body !== undefined) {
    return { status: 200, body };
  }
  const found = discover(path, headers['accept'] ?? '', definitions);
  if (found === undefined) {
    throw noSuchResource();
  }
  return { status: 200, ...found };
}

function openApi(path: string, definitions: Cluster['definitions']): object | undefined {
  const groupVersion = /^\/openapi\/v3\/(?:api|apis)\/(.+)$/.exec(path)?.[1];
  return groupVersion === undefined ? (path === '/openapi/v3' ? openApiIndex(definitions) : undefined) : openApiDocument(groupVersion, definitions);
}
