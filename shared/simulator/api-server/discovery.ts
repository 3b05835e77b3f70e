/** What there is: groups, versions, resources, and which Kubernetes this is. */
import type { Definitions } from '../schema/definition.ts';
import { isJson, parseAccept } from './accept-clauses.ts';
import { ApiStatus } from './api-status.ts';
import { aggregatedDiscovery, aggregatedType, apiGroup, apiGroupList, apiResourceList, apiVersions, groupsOf, versionsOf } from './discovery/documents.ts';
import { servedResources } from './discovery/served-resources.ts';
import type { ServedResource } from './discovery/served-resources.ts';
import { openApiV2 } from './openapi.ts';

export interface Discovered {
  readonly body: object | string;
  /** The Content-Type, where it is not plain JSON. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** As a Kubernetes says of itself which it is. */
const version = {
  major: '1', minor: '37', gitVersion: 'v1.37.2+simulated', gitCommit: '', gitTreeState: '', buildDate: '1970-01-01T00:00:00Z',
  goVersion: '', compiler: '', platform: `${process.platform}/${process.arch === 'x64' ? 'amd64' : process.arch}`,
};

/** The answer to a path that asks what there is; undefined for any other path. @throws ApiStatus 406 */
export function discover(path: string, accept: string, definitions: Definitions): Discovered | undefined {
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.join('/') === 'version') {
    return { body: version };
  }
  if (parts.join('/') === 'openapi/v2') {
    return openApiV2;
  }
  const resources = servedResources(definitions);
  if ((parts[0] === 'api' || parts[0] === 'apis') && parts.length === 1 && isAggregated(accept)) {
    const groups = parts[0] === 'api' ? [''] : groupsOf(resources);
    return { body: aggregatedDiscovery(groups, resources), headers: { 'Content-Type': aggregatedType } };
  }
  const body = plainDocument(parts, resources);
  return body === undefined ? undefined : { body };
}

function plainDocument([prefix, ...parts]: readonly string[], resources: readonly ServedResource[]): object | undefined {
  const [group, groupVersion] = prefix === 'api' ? ['', ...parts] : parts;
  if (prefix === undefined) {
    return rootPaths(resources);
  }
  if (!['api', 'apis'].includes(prefix) || parts.length > (prefix === 'api' ? 1 : 2)) {
    return undefined;
  }
  if (parts.length === 0) {
    return prefix === 'api' ? apiVersions(resources) : apiGroupList(resources);
  }
  return groupVersion === undefined ? apiGroup(group!, resources) : apiResourceList(group!, groupVersion, resources);
}

/** Whether all in one document is what the client would like best. */
function isAggregated(accept: string): boolean {
  const wanted = parseAccept(accept).filter(isJson).map(({ parameters: { as, g, v } }) => (as === undefined ? 'plain' : `${as}.${v}.${g}`)).find((each) => each === 'plain' || each === 'APIGroupDiscoveryList.v2.apidiscovery.k8s.io');
  if (wanted === undefined) {
    throw new ApiStatus(406, 'NotAcceptable', 'only the following media types are accepted: application/json');
  }
  return wanted !== 'plain';
}

function rootPaths(resources: readonly ServedResource[]): object {
  const ofGroups = groupsOf(resources).flatMap((group) => [`/apis/${group}`, ...versionsOf(group, resources).map((each) => `/apis/${group}/${each}`)]);
  return { paths: ['/api', '/api/v1', '/apis', ...ofGroups, '/healthz', '/livez', '/openapi/v3', '/readyz', '/version'].sort() };
}
