import { badRequest, methodNotAllowed } from './api-status.ts';
import type { Verb } from './request.ts';

export type Parsed = ParsedResource | { kind: 'other'; path: string };

export interface ParsedResource {
  kind: 'resource';
  group: string;
  version: string;
  /** Also of a path to a namespace itself, as for authorization that is in it. */
  namespace: string;
  plural: string;
  name: string;
  subresource: string | undefined;
  /** What follows the subresource, as it was sent: `/metrics`. */
  rest: string;
  /** The old way to ask for a watch: `/api/v1/watch/pods`. */
  isWatchPath: boolean;
}

const namespaceSubresources = ['status', 'finalize'];

/** What a path is about; names in it may be percent-encoded. @throws ApiStatus 400 where they are so wrongly. */
export function parsePath(path: string): Parsed {
  const [prefix, ...parts] = path.replace(/^\/+|\/+$/g, '').split('/');
  const group = prefix === 'apis' ? parts.shift() : '';
  if ((prefix !== 'api' && prefix !== 'apis') || group === undefined || parts.length < 2) {
    return { kind: 'other', path };
  }
  const [version = '', ...target] = parts;
  const isWatchPath = target[0] === 'watch' && target.length > 1;
  return { kind: 'resource', group: decoded(group), version: decoded(version), ...parseTarget(isWatchPath ? target.slice(1) : target), isWatchPath };
}

function parseTarget(parts: readonly string[]): Omit<ParsedResource, 'kind' | 'group' | 'version' | 'isWatchPath'> {
  const [first, second, third] = parts;
  const isInNamespace = first === 'namespaces' && second !== undefined;
  const isOfNamespaceItself = isInNamespace && (third === undefined || namespaceSubresources.includes(third));
  const [plural = '', name = '', subresource, ...rest] = isInNamespace && !isOfNamespaceItself ? parts.slice(2) : parts;
  return {
    namespace: isInNamespace ? decoded(second) : '',
    plural: decoded(plural),
    name: decoded(name),
    subresource: subresource === undefined ? undefined : decoded(subresource),
    rest: rest.map((part) => `/${part}`).join(''),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw badRequest(`invalid URL escape in "${text}": ${(error as Error).message}`);
  }
}

const verbs: Partial<Record<string, Verb>> = { GET: 'get', HEAD: 'get', POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };

/** What is to be done, as authorization calls it. @throws ApiStatus 405 for a method that means nothing. */
export function verbOf(method: string, { name, isWatchPath }: ParsedResource, query: URLSearchParams): Verb {
  const verb = isWatchPath ? 'watch' : verbs[method];
  if (verb === undefined) {
    throw methodNotAllowed();
  }
  if (name !== '') {
    return verb;
  }
  if (verb === 'get') {
    return isTrue(query.get('watch')) ? 'watch' : 'list';
  }
  return verb === 'delete' ? 'deletecollection' : verb;
}

/** Present and not said to be false. */
function isTrue(text: string | null): boolean {
  return text !== null && !['false', '0'].includes(text.toLowerCase());
}

/** The name that authorization goes by: a list or watch whose field selector picks one object counts as a request for that one. */
export function accessedName(verb: Verb, { name, isWatchPath }: ParsedResource, query: URLSearchParams): string {
  if (name !== '' || isWatchPath || (verb !== 'list' && verb !== 'watch')) {
    return name;
  }
  const [, picked = ''] = /(?:^|,)metadata\.name==?([^,=!\\]+)(?:,|$)/.exec(query.get('fieldSelector') ?? '') ?? [];
  return /[/%]|^\.{1,2}$/.test(picked) ? '' : picked;
}
