import type { Definition, Definitions } from '../../schema/definition.ts';
import { titleOf } from '../api-status.ts';
import { reviewKinds } from '../review-kinds.ts';

/** What discovery tells of a resource. */
export interface ServedResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly namespaced: boolean;
  readonly isCustom: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly verbs: readonly string[];
  readonly subresources: readonly ServedSubresource[];
}

export interface ServedSubresource {
  readonly name: string;
  readonly kind: string;
  /** Where it is not the resource's own. */
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
}

const create = ['create'];
const getAndWrite = ['get', 'patch', 'update'];
const proxied = ['create', 'delete', 'get', 'patch', 'update'];
const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
/** The same in the order in which the API server lists them for custom resources. */
const customVerbs = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];

const status = { name: 'status', verbs: getAndWrite } as const;
const scale = { name: 'scale', kind: 'Scale', group: 'autoscaling', version: 'v1', verbs: getAndWrite } as const;

const moreSubresources: Partial<Record<string, readonly ServedSubresource[]>> = {
  'namespaces': [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }],
  'pods': [{ name: 'binding', kind: 'Binding', verbs: create }, { name: 'log', kind: 'Pod', verbs: ['get'] }, { name: 'proxy', kind: 'PodProxyOptions', verbs: proxied }],
  'serviceaccounts': [{ name: 'token', kind: 'TokenRequest', group: 'authentication.k8s.io', version: 'v1', verbs: create }],
  'services': [{ name: 'proxy', kind: 'ServiceProxyOptions', verbs: proxied }],
};

/** All that is served, in the order of the alphabet within a version of a group. */
export function servedResources(definitions: Definitions): ServedResource[] {
  const reviews = reviewKinds.map((each): ServedResource => ({ ...each, isCustom: false, shortNames: [], categories: [], verbs: create, subresources: [] }));
  return [...definitions.all().map(servedResource), ...reviews].sort((one, other) => (one.plural < other.plural ? -1 : Number(one.plural > other.plural)));
}

function servedResource(definition: Definition): ServedResource {
  const { group, version, kind, plural, singular, namespaced, isCustom, shortNames, categories } = definition;
  return { group, version, kind, plural, singular, namespaced, isCustom, shortNames, categories, verbs: verbsOf(definition), subresources: subresourcesOf(definition) };
}

/** All namespaces at once are never deleted. */
function verbsOf(definition: Definition): readonly string[] {
  if (definition.isCustom) {
    return customVerbs;
  }
  return titleOf(definition) === 'namespaces' ? verbs.filter((verb) => verb !== 'deletecollection') : verbs;
}

function subresourcesOf(definition: Definition): ServedSubresource[] {
  const found = [
    ...(moreSubresources[titleOf(definition)] ?? []),
    ...(definition.hasStatus ? [{ ...status, kind: definition.kind }] : []),
    ...(definition.scale === undefined ? [] : [scale]),
  ];
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}
