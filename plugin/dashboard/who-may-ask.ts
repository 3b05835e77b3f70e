/**
 * Who may ask the dashboard for anything. It listens on loopback, where every program and every web page that this machine's browsers
 * have open can call it: so a request must name us as its host (no DNS rebinding), come from our own page, and bring the secret that
 * was printed in the terminal. Pure.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Keys {
  /** In the printed address once, in a cookie from then on. */
  readonly token: string;
  /** Written into our page, which sends it in a header with each command. A page of another origin can not read it, and a cookie alone does nothing. */
  readonly commandKey: string;
  /** The folder that everything is served in. Browsers send a cookie to all ports of a host, other users' programs too, but only to paths below its own. */
  readonly place: string;
}

export interface Asking {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** At which it came in. */
  readonly port: number;
}

export type Answer =
  | { readonly kind: 'letIn' }
  /** The printed address: the token goes into the cookie, the browser to the same place without it. */
  | { readonly kind: 'entrance'; readonly cookie: string; readonly location: string }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 403 | 405 | 415 | 421; readonly because: string };

const commandKeyHeader = 'x-command-key';

/** New secrets, of 256 bits; that of the place is seen by who looks over a shoulder, and is shorter. */
export function makeKeys(): Keys {
  return { token: secret(32), commandKey: secret(32), place: secret(9) };
}

/** Where commands are sent; everything else is read. */
export function commandsPath({ place }: Pick<Keys, 'place'>): string {
  return `/${place}/commands`;
}

/** What becomes of a request. */
export function whoMayAsk(asking: Asking, keys: Keys): Answer {
  const refusal = wrongHost(asking) ?? wrongOrigin(asking) ?? wrongMethod(asking, keys);
  if (refusal !== undefined) {
    return refusal;
  }
  const [pathname, query] = asking.url.split('?');
  const token = new URLSearchParams(query).get('token');
  if (pathname === '/' && token !== null) {
    return isSame(token, keys.token) ? entrance(asking, keys) : refused(403, 'this is not the token of the dashboard that runs here: open the address that "kubectl canary dashboard" has printed last');
  }
  if (!isSame(cookieOf(asking) ?? '', keys.token)) {
    return refused(401, 'expected the token of this dashboard: open the address that "kubectl canary dashboard" has printed');
  }
  return (pathname === commandsPath(keys) ? wrongCommand(asking, keys) : undefined) ?? { kind: 'letIn' };
}

function entrance({ port }: Asking, { token, place }: Keys): Answer {
  return { kind: 'entrance', cookie: `${cookieName(port)}=${token}; Path=/${place}/; HttpOnly; SameSite=Strict`, location: `/${place}/` };
}

function wrongHost({ headers: { host = '' }, port }: Asking): Answer | undefined {
  return hostsOf(port).includes(host) ? undefined : refused(421, `expected ${hostsOf(port).join(' or ')} as the host, got ${JSON.stringify(host.slice(0, 100))}`);
}

/** `none` is a person who typed or clicked the address outside of any page; other ports of this machine are `same-site` and strangers. */
function wrongOrigin({ method, headers }: Asking): Answer | undefined {
  const { origin, host, 'sec-fetch-site': site } = headers;
  const isOurs = origin === undefined || origin === `http://${host}`;
  const isNear = site === undefined || site === 'same-origin' || (site === 'none' && method !== 'POST');
  return isOurs && isNear ? undefined : refused(403, 'requests of other pages are refused: type or paste the address into the browser itself');
}

function wrongMethod({ method, url }: Asking, keys: Keys): Answer | undefined {
  const expected = url.split('?')[0] === commandsPath(keys) ? ['POST'] : ['GET', 'HEAD'];
  return expected.includes(method) ? undefined : refused(405, `expected ${expected.join(' or ')}, got ${method}`);
}

/** Browsers name the origin of every POST: one without is none of our page. */
function wrongCommand({ headers }: Asking, { commandKey }: Keys): Answer | undefined {
  if (headers.origin === undefined) {
    return refused(403, 'a command must say which page it comes from (Origin)');
  }
  const sent = headers[commandKeyHeader];
  if (typeof sent !== 'string' || !isSame(sent, commandKey)) {
    return refused(403, `expected the key of this page in ${commandKeyHeader}: load the page again`);
  }
  return headers['content-type']?.split(';')[0] === 'application/json' ? undefined : refused(415, 'a command is application/json');
}

function hostsOf(port: number): string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/** Cookies are one jar for all ports of a host: two dashboards must not take each other's. */
function cookieName(port: number): string {
  return `kubectl-canary-${port}`;
}

function cookieOf({ headers: { cookie = '' }, port }: Asking): string | undefined {
  const start = `${cookieName(port)}=`;
  return cookie.split(/; ?/).find((each) => each.startsWith(start))?.slice(start.length);
}

/** Takes the same time wherever they differ. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(one!, other!);
}

function secret(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

function refused(status: Extract<Answer, { kind: 'refused' }>['status'], because: string): Answer {
  return { kind: 'refused', status, because };
}
