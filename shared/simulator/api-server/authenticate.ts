import { ApiStatus, badRequest } from './api-status.ts';
import { refusal } from './authorize.ts';
import type { AccessAttributes } from './authorize.ts';
import type { ApiRequest, User } from './request.ts';

/** Who brings the token is that user. */
export interface Account {
  readonly token: string;
  readonly user: User;
}

type Headers = ApiRequest['headers'];

const anonymous = 'system:anonymous';
const authenticated = 'system:authenticated';
const unauthenticated = 'system:unauthenticated';

/** Who sends the request: the owner of its bearer token, or nobody in particular where it has none. @throws ApiStatus 401 for a token of nobody's. */
export function authenticate({ headers }: Pick<ApiRequest, 'headers'>, accounts: readonly Account[]): User {
  const token = bearerTokenOf(headers);
  if (token === '') {
    return { username: anonymous, groups: [unauthenticated] };
  }
  const user = userOfToken(token, accounts);
  if (user === undefined) {
    throw new ApiStatus(401, 'Unauthorized', 'Unauthorized');
  }
  return user;
}

/** The owner of a token, who is in the group of all that have one; undefined where it is nobody's. */
export function userOfToken(token: string, accounts: readonly Account[]): User | undefined {
  const user = accounts.find((account) => account.token === token)?.user;
  return user === undefined || user.groups.includes(authenticated) ? user : { ...user, groups: [...user.groups, authenticated] };
}

/** Another scheme than Bearer, or a second space before the token, is no token at all. */
function bearerTokenOf(headers: Headers): string {
  return /^bearer ([^ ]+)/i.exec((headers['authorization'] ?? '').trim())?.[1] ?? '';
}

/**
 * Who the user wants to be taken for, by the Impersonate- headers; without them, the same user.
 * @throws ApiStatus 403 where she may not, 400 where the headers name no user.
 */
export function impersonate(user: User, headers: Headers, mayImpersonate: (attributes: AccessAttributes) => boolean): User {
  const wanted = wantedUser(headers);
  if (wanted === undefined) {
    return user;
  }
  const refused = whatIsAskedFor(user, wanted).find((attributes) => !mayImpersonate(attributes));
  if (refused !== undefined) {
    throw refusal(refused);
  }
  return { ...wanted, groups: groupsOf(wanted) };
}

const extraPrefix = 'impersonate-extra-';

/** Header values that were sent several times are joined with a comma. */
function wantedUser(headers: Headers): User | undefined {
  const { 'impersonate-user': username = '', 'impersonate-uid': uid = '' } = headers;
  const groups = valuesOf(headers['impersonate-group']);
  const extras = Object.entries(headers).filter(([name]) => name.startsWith(extraPrefix)).map(([name, value]) => [extraKey(name), valuesOf(value)] as const);
  if (username === '' && uid === '' && groups.length + extras.length === 0) {
    return undefined;
  }
  if (username === '') {
    throw badRequest(`requested ${JSON.stringify({ uid, groups, extra: Object.fromEntries(extras) })} without impersonating a user name`);
  }
  return { username, groups, ...(uid === '' ? {} : { uid }), ...(extras.length === 0 ? {} : { extra: Object.fromEntries(extras) }) };
}

function valuesOf(text = ''): string[] {
  return text.split(/, */).filter((value) => value !== '');
}

function extraKey(headerName: string): string {
  const encoded = headerName.slice(extraPrefix.length);
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

const serviceAccountName = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** Each thing that the impersonation sets is a right of its own. */
function whatIsAskedFor(user: User, { username, groups, uid, extra = {} }: User): AccessAttributes[] {
  const ask = (resource: string, name: string, more: Partial<AccessAttributes> = {}): AccessAttributes => ({ user, verb: 'impersonate', group: '', resource, namespace: '', name, ...more });
  const ofAuthentication = { group: 'authentication.k8s.io' };
  const [, namespace, account] = serviceAccountName.exec(username) ?? [];
  return [
    namespace !== undefined && account !== undefined ? ask('serviceaccounts', account, { namespace }) : ask('users', username),
    ...groups.map((group) => ask('groups', group)),
    ...Object.entries(extra).flatMap(([key, values]) => values.map((value) => ask('userextras', value, { ...ofAuthentication, subresource: key }))),
    ...(uid === undefined ? [] : [ask('uids', uid, ofAuthentication)]),
  ];
}

/** The groups that were asked for, or those of a service account, and that of all who are, or are not, somebody. */
function groupsOf({ username, groups }: User): string[] {
  if (username === anonymous) {
    return [...groups.filter((group) => group !== unauthenticated), unauthenticated];
  }
  const [, namespace] = serviceAccountName.exec(username) ?? [];
  const known = groups.length === 0 && namespace !== undefined ? groupsOfServiceAccount(namespace) : groups;
  return known.includes(authenticated) || known.includes(unauthenticated) ? [...known] : [...known, authenticated];
}

function groupsOfServiceAccount(namespace: string): string[] {
  return ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
}
