import type { ApiObject } from '../../api-object.ts';
import { badRequest } from '../api-status.ts';
import type { Cluster } from '../cluster.ts';
import type { Call } from '../request.ts';
import { selectionOf } from '../selection.ts';

/** Part of a collection, as it was at one version. */
export interface Page {
  readonly items: readonly ApiObject[];
  readonly resourceVersion: string;
  /** Asks for the next part. */
  readonly continue?: string;
  readonly remainingItemCount?: number;
}

interface Position {
  readonly version: number;
  /** Items of the whole that were handed out already. */
  readonly from: number;
}

/** The objects that the request selects, a part at a time where it sets a limit. @throws ApiStatus 400, 410 */
export function list({ store }: Cluster, call: Call, staleVersions = 0): Page {
  const { definition, namespace, query } = call;
  const isSelected = selectionOf(call);
  const position = positionOf(query, store.version - staleVersions);
  const within = definition.namespaced && namespace !== '' ? namespace : undefined;
  const all = position.version === store.version ? store.list(definition, within) : store.listAt(definition, position.version, within);
  const selected = all.filter(isSelected);
  const limit = Number(query.get('limit') ?? 0) || selected.length;
  const next = position.from + limit;
  const isLast = next >= selected.length;
  return {
    items: selected.slice(position.from, next),
    resourceVersion: String(position.version),
    ...(isLast ? {} : { continue: Buffer.from(JSON.stringify({ version: position.version, from: next } satisfies Position)).toString('base64url') }),
    ...(isLast || query.has('labelSelector') || query.has('fieldSelector') ? {} : { remainingItemCount: selected.length - next }),
  };
}

function positionOf(query: URLSearchParams, newest: number): Position {
  const token = query.get('continue') ?? '';
  if (token !== '') {
    if (query.has('resourceVersion')) {
      throw badRequest('specifying resource version is not allowed when using continue');
    }
    return parsePosition(token);
  }
  if (!/^\d*$/.test(query.get('resourceVersion') ?? '')) {
    throw badRequest(`invalid resource version: strconv.ParseUint: parsing "${query.get('resourceVersion')}": invalid syntax`);
  }
  if (query.get('resourceVersionMatch') === 'Exact') {
    return { version: Number(query.get('resourceVersion')), from: 0 };
  }
  return { version: newest, from: 0 };
}

function parsePosition(token: string): Position {
  const { version, from } = decoded(token) as Partial<Position>;
  if (version === undefined || from === undefined) {
    throw badRequest('continue key is not valid: invalid character in the token');
  }
  return { version, from };
}

function decoded(token: string): object {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as object;
  } catch {
    return {};
  }
}
