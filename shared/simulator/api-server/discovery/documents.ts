/** What discovery answers with, made of what is served. */
import { byPriority } from '../../schema/custom-definition.ts';
import type { ServedResource, ServedSubresource } from './served-resources.ts';

/** The order in which the API server lists its own groups; those of custom resources follow. */
const groupOrder = [
  'apps', 'events.k8s.io', 'authentication.k8s.io', 'authorization.k8s.io', 'autoscaling', 'batch', 'networking.k8s.io', 'policy', 'rbac.authorization.k8s.io', 'storage.k8s.io',
  'admissionregistration.k8s.io', 'apiextensions.k8s.io', 'scheduling.k8s.io', 'coordination.k8s.io', 'discovery.k8s.io',
];

/** Names of all groups but the core one. */
export function groupsOf(resources: readonly ServedResource[]): string[] {
  const names = [...new Set(resources.map(({ group }) => group))].filter((group) => group !== '');
  return names.sort((one, other) => placeOf(one) - placeOf(other));
}

function placeOf(group: string): number {
  const place = groupOrder.indexOf(group);
  return place < 0 ? groupOrder.length : place;
}

/** Versions of a group, the preferred one first. */
export function versionsOf(group: string, resources: readonly ServedResource[]): string[] {
  return [...new Set(resources.filter((each) => each.group === group).map(({ version }) => version))].sort(byPriority);
}

/** Kind APIVersions: of the core group. */
export function apiVersions(resources: readonly ServedResource[]): object {
  return { kind: 'APIVersions', versions: versionsOf('', resources), serverAddressByClientCIDRs: [] };
}

/** Kind APIGroupList. */
export function apiGroupList(resources: readonly ServedResource[]): object {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groupsOf(resources).map((group) => groupAndVersions(group, resources)) };
}

/** Kind APIGroup; undefined where there is no such group. */
export function apiGroup(group: string, resources: readonly ServedResource[]): object | undefined {
  return groupsOf(resources).includes(group) ? { kind: 'APIGroup', apiVersion: 'v1', ...groupAndVersions(group, resources) } : undefined;
}

function groupAndVersions(name: string, resources: readonly ServedResource[]): object {
  const versions = versionsOf(name, resources).map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions, preferredVersion: versions[0] };
}

/** Kind APIResourceList; undefined where there is no such version of the group. */
export function apiResourceList(group: string, version: string, resources: readonly ServedResource[]): object | undefined {
  const found = resources.filter((each) => each.group === group && each.version === version);
  if (found.length === 0) {
    return undefined;
  }
  return { kind: 'APIResourceList', ...(group === '' ? {} : { apiVersion: 'v1' }), groupVersion: group === '' ? version : `${group}/${version}`, resources: found.flatMap(apiResources) };
}

function apiResources({ plural, singular, namespaced, kind, verbs, shortNames, categories, subresources }: ServedResource): object[] {
  return [
    { name: plural, singularName: singular, namespaced, kind, verbs, ...unlessEmpty({ shortNames, categories }) },
    ...subresources.map(({ name, ...rest }) => ({ name: `${plural}/${name}`, singularName: '', namespaced, ...rest })),
  ];
}

function unlessEmpty(lists: Record<string, readonly string[]>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

export const aggregatedType = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Kind APIGroupDiscoveryList: groups with all that is in them. The core group has no name. */
export function aggregatedDiscovery(groups: readonly string[], resources: readonly ServedResource[]): object {
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items: groups.map((group) => groupDiscovery(group, resources)) };
}

function groupDiscovery(group: string, resources: readonly ServedResource[]): object {
  const versions = versionsOf(group, resources).map((version) => ({
    version,
    resources: resources.filter((each) => each.group === group && each.version === version).map(resourceDiscovery),
    freshness: 'Current',
  }));
  return { metadata: group === '' ? {} : { name: group }, versions };
}

function resourceDiscovery(resource: ServedResource): object {
  const { plural, singular, namespaced, verbs, shortNames, categories, subresources } = resource;
  return {
    resource: plural, responseKind: responseKind(resource, resource), scope: namespaced ? 'Namespaced' : 'Cluster', singularResource: singular, verbs,
    ...unlessEmpty({ shortNames, categories }),
    ...(subresources.length === 0 ? {} : { subresources: subresources.map((each) => ({ subresource: each.name, responseKind: responseKind(resource, each), verbs: each.verbs })) }),
  };
}

/** Of a built-in kind the API server leaves out group and version where they are those of the list. */
function responseKind({ isCustom, group, version }: ServedResource, { kind, group: otherGroup, version: otherVersion }: Pick<ServedResource | ServedSubresource, 'kind' | 'group' | 'version'>): object {
  const isOwn = (otherGroup ?? group) === group && (otherVersion ?? version) === version;
  return isOwn ? { group: isCustom ? group : '', version: isCustom ? version : '', kind } : { group: otherGroup, version: otherVersion, kind };
}
