/** An API server without a network: a request in, an answer out. listen.ts puts it on a port, in-process.ts gives it to what runs beside it. */
import { stringify } from 'yaml';
import { ApiStatus, internalError, noSuchResource } from './api-status.ts';
import { authenticate, impersonate } from './authenticate.ts';
import { decideAccess, isAllowed, refusal } from './authorize.ts';
import type { AccessAttributes } from './authorize.ts';
import type { Cluster } from './cluster.ts';
import { ConnectionCut } from './faults.ts';
import type { Fault } from './faults.ts';
import { accessedName, parsePath, verbOf } from './parse-path.ts';
import type { ParsedResource } from './parse-path.ts';
import type { ApiRequest, ApiResponse, Call, User } from './request.ts';
import { isReview, serveReview } from './serve-review.ts';
import { serveOther } from './serve-other.ts';
import { serveResource } from './serve-resource.ts';

/** The answer to any request; refusals are answers too. @throws ConnectionCut where a fault asks for it. */
export async function handle(cluster: Cluster, request: ApiRequest): Promise<ApiResponse> {
  const warnings: string[] = [];
  const response = await answer(cluster, request, (text) => warnings.push(text)).catch((error: Error) => refused(error));
  return withWarnings(inMediaType(response, request.headers['accept'] ?? ''), warnings);
}

/** YAML for who likes it best. */
function inMediaType(response: ApiResponse, accept: string): ApiResponse {
  const isPlain = typeof response.body === 'object' && !(Symbol.asyncIterator in response.body);
  return isPlain && accept.startsWith('application/yaml') ? { ...response, headers: { ...response.headers, 'Content-Type': 'application/yaml' }, body: stringify(response.body) } : response;
}

function withWarnings(response: ApiResponse, warnings: readonly string[]): ApiResponse {
  return warnings.length === 0 ? response : { ...response, headers: { ...response.headers, Warning: [...new Set(warnings)].map(warningHeader) } };
}

function refused(error: Error): ApiResponse {
  if (error instanceof ConnectionCut) {
    throw error;
  }
  const status = error instanceof ApiStatus ? error : internalError(error.message);
  const seconds = status.details?.retryAfterSeconds;
  return { status: status.code, body: status.body, ...(seconds === undefined ? {} : { headers: { 'Retry-After': String(seconds) } }) };
}

/** RFC 7234, as Kubernetes sends it: code 299, no agent. */
function warningHeader(text: string): string {
  return `299 - "${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', ' ')}"`;
}

async function answer(cluster: Cluster, request: ApiRequest, warn: (text: string) => void): Promise<ApiResponse> {
  const user = userOf(cluster, request);
  const parsed = parsePath(request.path);
  if (parsed.kind === 'other') {
    assertMay(cluster, { user, verb: request.method.toLowerCase(), group: '', resource: '', namespace: '', name: '', path: request.path });
    return serveOther(cluster, request);
  }
  const verb = verbOf(request.method, parsed, request.query);
  assertMay(cluster, { ...accessTo(parsed), user, verb, name: accessedName(verb, parsed, request.query) });
  if (isReview(parsed)) {
    return serveReview(cluster, parsed, request, user);
  }
  const definition = cluster.definitions.find(parsed.group, parsed.version, parsed.plural);
  if (definition === undefined) {
    return noSuchPath(cluster, parsed);
  }
  const { namespace, name, subresource, rest } = parsed;
  return await withFaults(cluster, { ...request, user, definition, verb, namespace: parsed.plural === 'namespaces' && parsed.group === '' ? '' : namespace, name, subresource, rest, warn });
}

/** What the API server says of a group or version that it does not know is no Status. @throws ApiStatus 404 where it knows them. */
function noSuchPath({ definitions }: Cluster, { group, version }: ParsedResource): ApiResponse {
  if (definitions.all().some((each) => each.group === group && each.version === version)) {
    throw noSuchResource();
  }
  return { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: '404 page not found\n' };
}

function userOf(cluster: Cluster, request: ApiRequest): User {
  return impersonate(request.user ?? authenticate(request, cluster.accounts), request.headers, (attributes) => isAllowed(attributes, cluster.store));
}

function assertMay({ store }: Cluster, attributes: AccessAttributes): void {
  const { isAllowed: may, reason } = decideAccess(attributes, store);
  if (!may) {
    throw refusal(attributes, reason);
  }
}

function accessTo({ group, plural, namespace, subresource }: ParsedResource): Pick<AccessAttributes, 'group' | 'resource' | 'subresource' | 'namespace'> {
  return { group, resource: plural, namespace, ...(subresource === undefined ? {} : { subresource }) };
}

async function withFaults(cluster: Cluster, call: Call): Promise<ApiResponse> {
  const { verb, definition, namespace, name, subresource, user } = call;
  const fault = cluster.faults.ofCall({ verb, resource: definition.plural, namespace, name, subresource, username: user.username });
  await befall(cluster, fault);
  const response = await serveResource(cluster, fault?.kind === 'brief' ? endingAfter(call, fault.seconds) : call, fault?.kind === 'stale' ? fault.versions : 0);
  if (fault?.kind === 'cut') {
    throw new ConnectionCut();
  }
  return response;
}

function endingAfter(call: Call, seconds: number): Call {
  const query = new URLSearchParams(call.query);
  query.set('timeoutSeconds', String(seconds));
  return { ...call, query };
}

async function befall({ clock }: Cluster, fault: Fault | undefined): Promise<void> {
  switch (fault?.kind) {
    case 'refuse':
      throw fault.retryAfterSeconds === undefined ? fault.status : new ApiStatus(fault.status.code, fault.status.reason, fault.status.message, { ...fault.status.details, retryAfterSeconds: fault.retryAfterSeconds });
    case 'cut':
      if (fault.when === 'before') {
        throw new ConnectionCut();
      }
      return;
    case 'delay':
      await new Promise<void>((resolve) => clock.after(fault.milliseconds, resolve));
      return;
    default:
  }
}
